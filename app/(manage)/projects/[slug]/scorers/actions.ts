"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { createCheck } from "#lib/scorer/index.ts";
import { cancelRun, createRun, pauseRun, planRun, resumeRun, retryFailures, type RunPlan } from "#lib/scoring-run/index.ts";
import { getProject } from "#lib/project/index.ts";
import { act } from "../../../_server/act.ts";
import type { FormState } from "../../../form-state.ts";
import { readDefinition } from "./new/read-definition.ts";

/** The fields of the dialog as lib takes them. */
function readRun(scorerVersionId: string, form: FormData) {
  const field = (name: string) => form.get(name) ?? undefined;
  return {
    scorerVersionId,
    filter: { generator: field("generator"), taskType: field("taskType"), firstItems: field("firstItems"), judged: field("judged") },
    passes: field("passes"),
    retryFailures: field("retryFailures"),
    concurrency: field("concurrency"),
    requestsPerMinute: field("requestsPerMinute"),
    promptPrice: field("promptPrice"),
    completionPrice: field("completionPrice"),
  };
}

/** What the run of a dialog would ask for; null where its fields are not right yet. */
export async function previewRun(slug: string, scorerVersionId: string, form: FormData): Promise<RunPlan | null> {
  let plan: RunPlan | null = null;
  await act(async (actor) => {
    plan = await planRun(actor, (await getProject(actor, slug)).id, readRun(scorerVersionId, form) as Parameters<typeof planRun>[2]);
  });
  return plan;
}

export async function submitRun(slug: string, scorerVersionId: string, _before: FormState, form: FormData): Promise<FormState> {
  let address = "";
  const state = await act(async (actor) => {
    const run = await createRun(actor, (await getProject(actor, slug)).id, readRun(scorerVersionId, form) as Parameters<typeof createRun>[2]);
    address = `/projects/${slug}/scorers/runs/${run.id}`;
  });
  if (address !== "") redirect(address);
  return state;
}

const VERBS = { pause: pauseRun, resume: resumeRun, cancel: cancelRun, retry: retryFailures };

export async function submitRunChange(slug: string, runId: string, verb: keyof typeof VERBS): Promise<FormState> {
  return act(async (actor) => {
    await VERBS[verb](actor, runId);
    revalidatePath(`/projects/${slug}/scorers`, "layout");
  });
}

/** Asks a worker to open what the form describes; `link` is the check to wait for. */
export async function submitScorer(slug: string, isTrial: boolean, form: FormData): Promise<FormState> {
  return act(async (actor) => {
    const project = await getProject(actor, slug);
    const candidateId = form.get("candidateId");
    const check = await createCheck(actor, project.id, {
      name: String(form.get("name") ?? ""),
      description: String(form.get("description") ?? ""),
      definition: readDefinition(form),
      register: !isTrial,
      candidateId: isTrial && typeof candidateId === "string" && candidateId !== "" ? candidateId : undefined,
    });
    return { link: check.id };
  });
}
