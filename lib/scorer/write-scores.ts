import { reorderAfterScores } from "../comparison/order-by-information.ts";
import { getDb } from "../db.ts";
import type { Dimension } from "../generated/prisma/client.ts";
import { type JobAttempt, requireAttempt } from "../job/index.ts";

export type NewScore = { candidateId: string; pass: number; values: Partial<Record<Dimension, number>> };
export type NewScoreFailure = { candidateId: string; pass: number; code: string; message: string };

/**
 * Stores what a scorer version said, in one short transaction. A score that exists already stays as it is, so that a job
 * may run twice; a success removes the failure of the same pass. Throws `job_taken_over` when `attempt` is not the job's own any more.
 */
export async function writeScores(scorerVersionId: string, scores: NewScore[], failures: NewScoreFailure[], attempt?: JobAttempt): Promise<void> {
  const rows = scores.flatMap(({ candidateId, pass, values }) =>
    Object.entries(values).map(([dimension, value]) => ({ candidateId, scorerVersionId, dimension: dimension as Dimension, pass, value })),
  );
  await getDb().$transaction(async (tx) => {
    await requireAttempt(tx, attempt);
    await tx.score.createMany({ data: rows, skipDuplicates: true });
    await tx.scoreFailure.createMany({ data: failures.map((failure) => ({ scorerVersionId, ...failure })), skipDuplicates: true });
    await reorderAfterScores(tx, scorerVersionId, scores.map((score) => score.candidateId));
    await tx.$executeRaw`
      DELETE FROM score_failure f USING score s
      WHERE f.scorer_version_id = ${scorerVersionId}::uuid AND s.candidate_id = f.candidate_id AND s.scorer_version_id = f.scorer_version_id AND s.pass = f.pass`;
  });
}
