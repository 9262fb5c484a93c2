"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { withdrawDecision } from "#lib/adjudication/index.ts";
import { getProject, updateProject } from "#lib/project/index.ts";
import { act } from "../../../_server/act.ts";
import type { FormState } from "../../../form-state.ts";

export async function submitThreshold(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return act(async (actor) => {
    const project = await getProject(actor, slug, ["OWNER"]);
    await updateProject(actor, project.id, { adjudicateBelow: Number(form.get("adjudicateBelow")) / 100 });
    revalidatePath(`/projects/${slug}/adjudication`);
    return { message: (await getTranslations("adjudication"))("threshold.saved") };
  });
}

export async function submitWithdrawal(slug: string, comparisonId: string, _before: FormState, form: FormData): Promise<FormState> {
  return act(async (actor) => {
    const project = await getProject(actor, slug);
    await withdrawDecision(actor, project.id, comparisonId, { reason: String(form.get("reason") ?? "") });
    revalidatePath(`/projects/${slug}`, "layout");
    return { message: (await getTranslations("adjudication"))("withdrawn") };
  });
}
