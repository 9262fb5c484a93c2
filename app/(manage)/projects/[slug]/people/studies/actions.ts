"use server";

import { getTranslations } from "next-intl/server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { getProject } from "#lib/project/index.ts";
import { createStudy, eraseParticipants, markParticipants, setStudyState, updateStudy } from "#lib/recruiting/index.ts";
import { getFigures } from "../../../../../_server/get-figures.ts";
import { act } from "../../../../_server/act.ts";
import type { FormState } from "../../../../form-state.ts";

const TIMES = ["opensAt", "closesAt"];
/** How many unknown ids are named; the others are counted. */
const SHOWN_IDS = 10;

/** The form's times are UTC, as it says. */
function readFields(form: FormData): Record<string, string> {
  const entries = [...form].flatMap(([name, value]): [string, string][] => (typeof value === "string" ? [[name, TIMES.includes(name) && value !== "" ? `${value}Z` : value]] : []));
  return Object.fromEntries(entries);
}

export async function submitStudy(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  let address = "";
  const state = await act(async (actor) => {
    const project = await getProject(actor, slug);
    const study = await createStudy(actor, project.id, readFields(form));
    address = `/projects/${slug}/people/studies/${study.id}`;
  });
  if (address !== "") redirect(address);
  return state;
}

export async function submitStudyChange(slug: string, studyId: string, _before: FormState, form: FormData): Promise<FormState> {
  const state = await act(async (actor) => {
    await updateStudy(actor, (await getProject(actor, slug)).id, studyId, readFields(form));
    revalidatePath(`/projects/${slug}/people/studies`, "layout");
  });
  if (state.problem === null) redirect(`/projects/${slug}/people/studies/${studyId}`);
  return state;
}

export async function submitStudyState(slug: string, studyId: string, state: "OPEN" | "CLOSED"): Promise<FormState> {
  return act(async (actor) => {
    await setStudyState(actor, (await getProject(actor, slug)).id, studyId, state);
    revalidatePath(`/projects/${slug}/people/studies`, "layout");
  });
}

export async function submitMarks(slug: string, studyId: string, _before: FormState, form: FormData): Promise<FormState> {
  return act(async (actor) => {
    const { endedCount, unchangedCount, unknownIds } = await markParticipants(actor, (await getProject(actor, slug)).id, studyId, { state: form.get("state"), ids: form.get("ids") ?? "" });
    revalidatePath(`/projects/${slug}/people/studies/${studyId}`);
    const t = await getTranslations("studies.mark");
    const { formatCount, sentenceGap } = await getFigures();
    const ended = t("ended", { ended: formatCount(endedCount), unchanged: formatCount(unchangedCount) });
    if (unknownIds.length === 0) return { message: ended };
    const ids = unknownIds.slice(0, SHOWN_IDS).join(", ");
    const more = unknownIds.length - SHOWN_IDS;
    return { message: `${ended}${sentenceGap}${more > 0 ? t("unknownMore", { ids, more: formatCount(more) }) : t("unknown", { ids })}` };
  });
}

export async function submitErasure(slug: string, studyId: string, participationId: string | null): Promise<FormState> {
  return act(async (actor) => {
    const count = await eraseParticipants(actor, (await getProject(actor, slug)).id, studyId, participationId ?? undefined);
    revalidatePath(`/projects/${slug}/people/studies/${studyId}`);
    return { message: (await getTranslations("studies.erase"))("done", { shown: (await getFigures()).formatCount(count) }) };
  });
}
