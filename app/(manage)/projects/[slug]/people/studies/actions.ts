"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { getProject } from "#lib/project/index.ts";
import { createStudy, eraseParticipants, markParticipants, setStudyState } from "#lib/recruiting/index.ts";
import { act } from "../../../../_server/act.ts";
import type { FormState } from "../../../../form-state.ts";

const TIMES = ["opensAt", "closesAt"];

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
    const unknown = unknownIds.length === 0 ? "" : ` Not in this study: ${unknownIds.slice(0, 10).join(", ")}${unknownIds.length > 10 ? ` and ${unknownIds.length - 10} more` : ""}.`;
    return { message: `Ended ${endedCount}. ${unchangedCount} had ended before.${unknown}` };
  });
}

export async function submitErasure(slug: string, studyId: string, participationId: string | null): Promise<FormState> {
  return act(async (actor) => {
    const count = await eraseParticipants(actor, (await getProject(actor, slug)).id, studyId, participationId ?? undefined);
    revalidatePath(`/projects/${slug}/people/studies/${studyId}`);
    return { message: `Erased the panel’s ids of ${count}.` };
  });
}
