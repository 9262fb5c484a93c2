"use server";

import { getTranslations } from "next-intl/server";
import { revalidatePath } from "next/cache";
import { type DimensionName, getProject, updateProject, type UpdateProjectInput } from "#lib/project/index.ts";
import type { Translate } from "../../../../_messages/translate.ts";
import { act } from "../../../_server/act.ts";
import type { FormState } from "../../../form-state.ts";

const PERCENT = 100;
const SECONDS_PER_MINUTE = 60;

/** Saves one section; `messageOf` says what came of it beyond "Saved.". */
async function save(slug: string, input: UpdateProjectInput, messageOf: (t: Translate<"settings">, before: number, after: number) => string = (t) => t("saved")): Promise<FormState> {
  return act(async (actor) => {
    const project = await getProject(actor, slug);
    const updated = await updateProject(actor, project.id, input);
    revalidatePath(`/projects/${slug}`, "layout");
    return { message: messageOf(await getTranslations("settings"), project.guidelineVersion, updated.guidelineVersion) };
  });
}

const text = (form: FormData, name: string): string => String(form.get(name) ?? "").replaceAll("\r\n", "\n");
/** NaN for an empty field, so that it is refused instead of being taken for 0. */
const number = (form: FormData, name: string): number => (text(form, name).trim() === "" ? Number.NaN : Number(form.get(name)));

export async function submitGeneral(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return save(slug, { name: text(form, "name"), description: text(form, "description") });
}

export async function submitDimensions(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return save(slug, { dimensions: form.getAll("dimensions").map(String) as DimensionName[] });
}

export async function submitGuideline(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return save(slug, { guideline: text(form, "guideline") }, (t, before, after) => (after > before ? t("savedVersion", { version: after }) : t("savedSame")));
}

export async function submitJudging(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  const limit = (name: string): number | null => (text(form, name).trim() === "" ? null : Number(form.get(name)));
  return save(slug, {
    overlap: number(form, "overlap"),
    comparisonsPerItem: number(form, "comparisonsPerItem"),
    leaseSeconds: Math.round(number(form, "leaseSeconds") * SECONDS_PER_MINUTE),
    changeWindowSeconds: Math.round(number(form, "changeWindowSeconds") * SECONDS_PER_MINUTE),
    // Unseen fields are sent too: they count with the choice that shows them.
    overlapMax: text(form, "amount") === "decisive" ? number(form, "overlapMax") : null,
    handOutOrder: text(form, "handOutOrder") === "INFORMATION" ? "INFORMATION" : "FILL_UP",
    ...(text(form, "handOutOrder") === "INFORMATION" ? { explorationShare: number(form, "explorationShare") / PERCENT, priorScorerVersionId: text(form, "priorScorerVersionId") || null } : {}),
    judgmentsPerPerson: limit("judgmentsPerPerson"),
    judgmentsPerPersonAndItem: limit("judgmentsPerPersonAndItem"),
    judgmentsPerItem: limit("judgmentsPerItem"),
    judgmentsInAll: limit("judgmentsInAll"),
  });
}

export async function submitQuality(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return save(slug, { goldShare: number(form, "goldShare") / PERCENT, repeatShare: number(form, "repeatShare") / PERCENT, repeatAfter: number(form, "repeatAfter") });
}
