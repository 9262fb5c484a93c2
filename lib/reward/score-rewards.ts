import type { Actor } from "../auth/actor.ts";
import { forbidden } from "../errors.ts";
import type { Parts } from "./read-picture.ts";
import { collectRewards } from "./reward-groups.ts";
import { RewardGroup, type RewardLine, type RewardReply, RewardResult, RewardScorer, type RewardSettings, RewardSummary } from "./schemas.ts";
import { type Batch, type BatchContext, type ScoredBatch, scoreBatch, type SentItem } from "./score-batch.ts";

/** Items that go to a worker together; fewer where their pictures are large. */
const BATCH_ITEMS = 16;
const BATCH_BYTES = 16 * 1024 * 1024;
/** Batches of one request that are scored at once: the next is ready when one is done. */
const AHEAD = 2;

export type RewardInput = { settings: RewardSettings; items: AsyncIterable<SentItem> | Iterable<SentItem>; parts?: Parts; signal?: AbortSignal };

async function* toBatches(items: RewardInput["items"]): AsyncGenerator<Batch> {
  let batch: Batch = { first: 0, items: [] };
  let bytes = 0;
  for await (const item of items) {
    batch.items.push(item);
    bytes += item.bytes;
    if (batch.items.length < BATCH_ITEMS && bytes < BATCH_BYTES) continue;
    yield batch;
    batch = { first: batch.first + batch.items.length, items: [] };
    bytes = 0;
  }
  if (batch.items.length > 0) yield batch;
}

/** Batches in order, some of them in work at once; nothing more is read while what is done has not been taken. */
async function* scoreInOrder(batches: AsyncGenerator<Batch>, context: BatchContext): AsyncGenerator<ScoredBatch> {
  const atWork: Promise<ScoredBatch>[] = [];
  for await (const batch of batches) {
    const scoring = scoreBatch(batch, context);
    scoring.catch(() => {});
    atWork.push(scoring);
    // The first batch alone tells whether there is a scorer, and room.
    if (batch.first === 0 || atWork.length === AHEAD) yield await atWork.shift()!;
  }
  for (const scoring of atWork) yield await scoring;
}

/** Scores are nothing for annotators: who joined by a link, or was made by code, may not ask. */
function requireResearcher(actor: Actor): void {
  if (actor.email === null || actor.simulated) throw forbidden("Rewards are for accounts with an e-mail address.");
}

/**
 * Scores edits for a trainer: a result for each item in order, before the first scored one the scorer, and at the end a line for
 * each group and the summary. Memory does not grow with the number of items, except for a few numbers each. What cannot be scored at all throws before the first
 * line: `forbidden`, `reward_queue_full`, `reward_worker_missing`, `not_found`, or why the scorer cannot be opened.
 */
export async function* scoreRewards(actor: Actor, { settings, items, parts = new Map(), signal }: RewardInput): AsyncGenerator<RewardLine> {
  requireResearcher(actor);
  const totals = collectRewards(settings.filters);
  let hasScorer = false;
  for await (const { scorer, results } of scoreInOrder(toBatches(items), { actor, settings, parts, signal })) {
    if (scorer && !hasScorer) {
      hasScorer = true;
      yield { type: "scorer", ...scorer };
    }
    for (const result of results) {
      totals.add(result);
      yield { type: "result", ...result };
    }
  }
  for (const group of totals.groups()) yield { type: "group", ...group };
  yield { type: "summary", ...totals.summary() };
}

/** The lines of `scoreRewards` as one document. */
export async function collectReply(lines: AsyncIterable<RewardLine>): Promise<RewardReply> {
  const reply: RewardReply = { scorer: null, results: [], groups: [], summary: { items: 0, scored: 0, failed: 0, groups: 0, zero_std_share: null, kept: { paper: 0, code: 0 } } };
  for await (const line of lines) {
    // Parsing leaves the line's type out.
    if (line.type === "scorer") reply.scorer = RewardScorer.parse(line);
    else if (line.type === "result") reply.results.push({ ...RewardResult.parse(line), advantage: null });
    else if (line.type === "group") reply.groups.push(RewardGroup.parse(line));
    else if (line.type === "summary") reply.summary = RewardSummary.parse(line);
  }
  for (const { indexes, advantages } of reply.groups) for (const [at, index] of indexes.entries()) reply.results[index]!.advantage = advantages[at] ?? null;
  return reply;
}
