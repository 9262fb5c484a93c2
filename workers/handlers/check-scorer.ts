import { JuxtaError } from "../../lib/errors.ts";
import { type JobPayload, LAST_RETRY } from "../../lib/job/index.ts";
import { beginCheck, failCheck, finishCheck, readEdits } from "../../lib/scorer/index.ts";
import type { ScoringContext } from "./scoring-run.ts";

type Context = Omit<ScoringContext, "open" | "stopping"> & { open(definition: Record<string, unknown>, baseFolder: string): ReturnType<ScoringContext["open"]> };

/** Opens a scorer, scores a candidate with it if asked to, and registers it if asked to. What is wrong with it is kept with the check. */
export async function handleCheckScorer(payload: JobPayload<"check-scorer">, { open, signal, attempt }: Context): Promise<void> {
  const check = await beginCheck(payload.checkId, attempt);
  if (!check) return;
  try {
    const scorer = await open(check.definition as Record<string, unknown>, check.baseFolder);
    try {
      const edits = check.candidateId ? await readEdits([check.candidateId]) : [];
      if (check.candidateId && edits.length === 0) throw new JuxtaError("picture_missing", "The pictures of this candidate are not ready.");
      const [results] = edits.length > 0 ? await scorer.score(edits, { signal }) : [];
      signal.throwIfAborted();
      await finishCheck(check, scorer, results ?? null, attempt);
    } finally {
      await scorer.dispose();
    }
  } catch (error) {
    if (error instanceof JuxtaError && error.status < 500 && error.code !== "job_taken_over") return failCheck(check.id, error, attempt);
    if (attempt.retryCount >= LAST_RETRY && !signal.aborted) await failCheck(check.id, { code: "internal", message: "Something failed on the server. It has been logged." }, attempt);
    throw error;
  }
}
