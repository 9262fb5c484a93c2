"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { cancelLearnedRun, createLearnedRun, decideOnLearned } from "#lib/learn/index.ts";
import { getProject } from "#lib/project/index.ts";
import { act } from "../../../../_server/act.ts";
import type { FormState } from "../../../../form-state.ts";

export async function submitLearning(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  let address = "";
  const state = await act(async (actor) => {
    const run = await createLearnedRun(actor, (await getProject(actor, slug)).id, { scorers: form.getAll("scorers").map(String), shuffleLabels: form.get("shuffleLabels") === "on" });
    address = `/projects/${slug}/scorers/teach/${run.id}`;
  });
  if (address !== "") redirect(address);
  return state;
}

export async function submitCancel(slug: string, runId: string): Promise<FormState> {
  return act(async (actor) => {
    await cancelLearnedRun(actor, runId);
    revalidatePath(`/projects/${slug}/scorers/teach`, "layout");
  });
}

/** Using a scorer starts a run that scores with it: the page goes there. */
export async function submitDecision(slug: string, runId: string, decision: "used" | "not_used"): Promise<FormState> {
  let address = "";
  const state = await act(async (actor) => {
    const { scoringRunId } = await decideOnLearned(actor, runId, decision);
    if (scoringRunId) address = `/projects/${slug}/scorers/runs/${scoringRunId}`;
    revalidatePath(`/projects/${slug}/scorers/teach`, "layout");
  });
  if (address !== "") redirect(address);
  return state;
}
