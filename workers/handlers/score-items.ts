import { getDb, type Prisma } from "../../lib/db.ts";
import { getStorage, originalKey } from "../../lib/image/index.ts";
import type { JobAttempt, JobPayload } from "../../lib/job/index.ts";
import { type NewScore, type NewScoreFailure, writeScores } from "../../lib/scorer/index.ts";
import type { ScoringModel } from "../scoring-model.ts";

const PASS = 0;

type ScoredItem = Prisma.ItemGetPayload<{ include: ReturnType<typeof unscored> }>;

/** Only candidates without a score from this version: a job that runs again continues where it stopped. */
function unscored(scorerVersionId: string) {
  return {
    sources: { include: { picture: true }, orderBy: { position: "asc" }, take: 1 },
    candidates: { where: { picture: { state: "READY" }, scores: { none: { scorerVersionId } } }, include: { picture: true } },
  } satisfies Prisma.ItemInclude;
}

async function scoreItem(item: ScoredItem, model: ScoringModel, attempt: JobAttempt): Promise<void> {
  const source = item.sources[0]?.picture;
  if (!source || source.state !== "READY" || item.candidates.length === 0) return;
  const storage = getStorage();
  const sourceBytes = await storage.read(originalKey(source.sha256));
  const instruction = item.translation ?? item.instruction ?? `${item.sourceCaption} → ${item.targetCaption}`;
  const inputs = await Promise.all(
    item.candidates.map(async (candidate) => ({ source: sourceBytes, candidate: await storage.read(originalKey(candidate.picture.sha256)), instruction, taskType: item.taskType })),
  );
  const results = await model.scorer.score(inputs);
  const scores: NewScore[] = [];
  const failures: NewScoreFailure[] = [];
  for (const [index, result] of results.entries()) {
    const candidateId = item.candidates[index]?.id;
    if (!candidateId) continue;
    if ("error" in result) failures.push({ candidateId, pass: PASS, code: result.error.code, message: result.error.message });
    else scores.push({ candidateId, pass: PASS, values: result });
  }
  await writeScores(model.scorerVersionId, scores, failures, attempt);
}

/**
 * Scores the candidates of each item; inference holds no transaction, each item's scores commit together. An item that
 * fails does not hold up the others of its job.
 */
export async function handleScoreItems(payload: JobPayload<"score-items">, context: { model: ScoringModel | null; signal: AbortSignal; attempt: JobAttempt }): Promise<void> {
  const { model } = context;
  // A job for another version is left alone: each version catches up when a worker that has it starts.
  if (!model || model.scorerVersionId !== payload.scorerVersionId) return;
  const failures: unknown[] = [];
  for (const itemId of payload.itemIds) {
    context.signal.throwIfAborted();
    const item = await getDb().item.findUnique({ where: { id: itemId }, include: unscored(model.scorerVersionId) });
    if (item) await scoreItem(item, model, context.attempt).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}
