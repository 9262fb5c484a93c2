"use server";

import { revalidatePath } from "next/cache";
import { toJuxtaError } from "#lib/errors.ts";
import { type FormPlan, planForm, saveForm } from "#lib/form/index.ts";
import { log } from "#lib/log.ts";
import { getProject } from "#lib/project/index.ts";
import { explainHere } from "../../../../../_server/explain-here.ts";
import { requireActor } from "../../../../../_server/get-actor.ts";

type Answer<Value> = { value: Value; problem: null } | { value: null; problem: string };

async function answerWith<Value>(work: () => Promise<Value>): Promise<Answer<Value>> {
  try {
    return { value: await work(), problem: null };
  } catch (error) {
    const known = toJuxtaError(error);
    if (known.status >= 500) log.error({ err: error }, "action failed");
    return { value: null, problem: await explainHere(known) };
  }
}

/** What saving this form would do. */
export async function planQuestions(slug: string, form: unknown): Promise<Answer<FormPlan>> {
  return answerWith(async () => {
    const actor = await requireActor();
    return planForm(actor, (await getProject(actor, slug)).id, form);
  });
}

/** Saves the form and says its version. */
export async function saveQuestions(slug: string, form: unknown): Promise<Answer<number>> {
  return answerWith(async () => {
    const actor = await requireActor();
    const saved = await saveForm(actor, (await getProject(actor, slug)).id, form);
    revalidatePath(`/projects/${slug}`, "layout");
    return saved.version;
  });
}
