import { reorderAfterScores } from "../comparison/order-by-information.ts";
import { getDb, Prisma, type Transaction } from "../db.ts";
import { conflict } from "../errors.ts";
import { type JobAttempt, requireAttempt } from "../job/index.ts";
import type { PassResult, RawReply } from "../reward/scorer.ts";

/** What a scorer said of one candidate. `ms`: how long it took, for scorers that make no calls. */
export type ScoredCandidate = { candidateId: string; results: PassResult[]; ms: number };

type Run = { id: string; scorerVersionId: string };
type Row = { candidateId: string; result: PassResult };
type Scored = { candidateId: string; result: Extract<PassResult, { ok: true }> };
type Failed = { candidateId: string; pass: number; code: string; message: string };

/** PostgreSQL keeps no NUL in a text. */
const clean = (text: string | null) => text?.replaceAll("\0", "\uFFFD") ?? null;

/** A value that is no number, or no value at all, is a failure with a reason. */
function whyNot(result: PassResult): { code: string; message: string } | null {
  if (!result.ok) return result.error;
  const values = Object.values(result.values);
  if (values.length === 0) return { code: "score_missing", message: "The scorer gave no score." };
  return values.every((value) => Number.isFinite(value)) ? null : { code: "score_not_finite", message: "The scorer gave no number for this picture." };
}

/** Stores scores with what belongs to their passes; how many passes are new. One that is there already stays as it is. */
async function storeScores(tx: Transaction, run: Run, scored: Scored[]): Promise<number> {
  if (scored.length === 0) return 0;
  const { scorerVersionId, id: runId } = run;
  const data = scored.flatMap(({ candidateId, result }) => Object.entries(result.values).map(([dimension, value]) => ({ candidateId, scorerVersionId, dimension: dimension as keyof typeof result.values, pass: result.pass, value })));
  const made = await tx.score.createManyAndReturn({ data, skipDuplicates: true, select: { candidateId: true, pass: true } });
  const fresh = new Set(made.map(({ candidateId, pass }) => `${candidateId} ${pass}`));
  const passes = scored.filter(({ candidateId, result }) => fresh.has(`${candidateId} ${result.pass}`));
  await tx.scorePass.createMany({ data: passes.map(({ candidateId, result: { pass, reasoning, repaired, extra } }) => ({ candidateId, scorerVersionId, pass, runId, reasoning: clean(reasoning), repaired, extra })), skipDuplicates: true });
  return fresh.size;
}

async function storeFailures(tx: Transaction, run: Run, failed: Failed[]): Promise<void> {
  if (failed.length === 0) return;
  const rows = failed.map(({ candidateId, pass, code, message }) => Prisma.sql`(${candidateId}::uuid, ${run.scorerVersionId}::uuid, ${pass}::int, ${run.id}::uuid, ${code}, ${clean(message)}, clock_timestamp())`);
  await tx.$executeRaw`
    INSERT INTO score_failure (candidate_id, scorer_version_id, pass, run_id, code, message, at) VALUES ${Prisma.join(rows)}
    ON CONFLICT (candidate_id, scorer_version_id, pass) DO UPDATE SET run_id = excluded.run_id, code = excluded.code, message = excluded.message, at = excluded.at`;
}

/** A failure never stands beside a score of its pass. */
async function removeOutlived(tx: Transaction, run: Run, candidateIds: string[]): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM score_failure f USING score s
    WHERE f.scorer_version_id = ${run.scorerVersionId}::uuid AND f.candidate_id = ANY(${candidateIds}::uuid[])
      AND s.candidate_id = f.candidate_id AND s.scorer_version_id = f.scorer_version_id AND s.pass = f.pass`;
}

/** Keeps replies as they came, in a new round of their pass. */
async function storeReplies(tx: Transaction, run: Run, rows: Row[]): Promise<RawReply[]> {
  const withReplies = rows.filter(({ result }) => result.replies.length > 0);
  if (withReplies.length === 0) return [];
  const rounds = await tx.scorerReply.groupBy({ by: ["candidateId", "pass"], where: { scorerVersionId: run.scorerVersionId, candidateId: { in: [...new Set(withReplies.map(({ candidateId }) => candidateId))] } }, _max: { round: true } });
  const roundOf = (candidateId: string, pass: number) => (rounds.find((row) => row.candidateId === candidateId && row.pass === pass)?._max.round ?? 0) + 1;
  await tx.scorerReply.createMany({
    data: withReplies.flatMap(({ candidateId, result: { pass, replies } }) =>
      replies.map(({ part, attempt, text, ms, promptTokens, completionTokens, error }, position) => ({
        candidateId,
        scorerVersionId: run.scorerVersionId,
        pass,
        round: roundOf(candidateId, pass),
        position,
        runId: run.id,
        part,
        attempt,
        text: clean(text),
        ms: Math.max(0, Math.round(ms)),
        promptTokens,
        completionTokens,
        errorCode: error?.code ?? null,
        errorMessage: clean(error?.message ?? null),
      })),
    ),
  });
  return withReplies.flatMap(({ result }) => result.replies);
}

const sum = (numbers: (number | null)[]) => numbers.reduce<number>((total, value) => total + (value ?? 0), 0);

/**
 * Stores what a scorer said of some candidates, with the run's counts, in one transaction: either all of it or nothing. A
 * score that exists stays; a failure replaces an older one of its pass, a success removes it. What comes after a run was paused or
 * cancelled is kept too. Throws `job_taken_over` when the job is another worker's by now.
 */
export async function recordPortion(run: Run, portion: ScoredCandidate[], attempt?: JobAttempt): Promise<{ doneCount: number; failedCount: number }> {
  const rows = portion.flatMap(({ candidateId, results }) => results.map((result) => ({ candidateId, result })));
  const scored = rows.filter((row): row is Scored => row.result.ok && whyNot(row.result) === null);
  const failed = rows.flatMap(({ candidateId, result }): Failed[] => {
    const why = whyNot(result);
    return why ? [{ candidateId, pass: result.pass, ...why }] : [];
  });
  return getDb().$transaction(async (tx) => {
    await requireAttempt(tx, attempt);
    const locked = await tx.$queryRaw<unknown[]>`SELECT 1 FROM scoring_run WHERE id = ${run.id}::uuid FOR UPDATE`;
    if (locked.length === 0) throw conflict("scoring_run_over", "This run is over.");
    const doneCount = await storeScores(tx, run, scored);
    await storeFailures(tx, run, failed);
    await reorderAfterScores(tx, run.scorerVersionId, scored.map(({ candidateId }) => candidateId));
    await removeOutlived(tx, run, portion.map(({ candidateId }) => candidateId));
    const replies = await storeReplies(tx, run, rows);
    await tx.scoringRun.update({
      where: { id: run.id },
      data: {
        doneCount: { increment: doneCount },
        failedCount: { increment: failed.length },
        // Somebody else scored them meanwhile.
        cachedCount: { increment: scored.length - doneCount },
        callCount: { increment: replies.length },
        promptTokens: { increment: sum(replies.map((reply) => reply.promptTokens)) },
        completionTokens: { increment: sum(replies.map((reply) => reply.completionTokens)) },
        workMs: { increment: Math.round(replies.length > 0 ? sum(replies.map((reply) => reply.ms)) : sum(portion.map(({ ms }) => ms))) },
      },
    });
    return { doneCount, failedCount: failed.length };
  });
}
