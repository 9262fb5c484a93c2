import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { Actor } from "../auth/actor.ts";
import { JuxtaError, toJuxtaError } from "../errors.ts";
import { log } from "../log.ts";
import { askService } from "./ask-service.ts";
import { type Parts, readNamedPicture } from "./read-picture.ts";
import { RewardItem, type RewardResult, type RewardScorer, type RewardSettings } from "./schemas.ts";
import type { ServiceReply } from "./service-frame.ts";

/** What was sent as one item; an error where even that could not be read. */
export type SentItem = { value: unknown; bytes: number } | { error: JuxtaError; bytes: number };
export type Batch = { first: number; items: SentItem[] };
export type BatchContext = { actor: Actor; settings: RewardSettings; parts: Parts; signal?: AbortSignal };
export type ScoredBatch = { scorer: RewardScorer | null; results: RewardResult[] };

const MAX_WAITS = 200;
/** A reward this far outside of 0..1 is a rounding. */
const SLACK = 1e-9;

type Problem = { code: string; message: string };
type Ready = { at: number; item: RewardItem; source: number; edit: number };

function textOf(value: unknown, field: "id" | "group"): string | null {
  const text: unknown = value !== null && typeof value === "object" ? (value as Record<string, unknown>)[field] : null;
  return typeof text === "string" ? text : null;
}

function toResult(batch: Batch, at: number, asked: number, more: Partial<RewardResult> & { error: Problem | null }): RewardResult {
  const sent = batch.items[at]!;
  const value = "value" in sent ? sent.value : null;
  return { index: batch.first + at, id: textOf(value, "id"), group: textOf(value, "group"), reward: null, spread: null, scores: null, passes: asked, passes_used: 0, ...more };
}

const problemOf = ({ code, message }: Problem): Problem => ({ code, message });

function parseItem(sent: SentItem): RewardItem {
  if ("error" in sent) throw sent.error;
  const parsed = RewardItem.safeParse(sent.value);
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "item"}: ${message}`);
  throw new JuxtaError("item_invalid", `The item is not complete: ${reasons.join("; ")}.`);
}

/** Reads each picture that the batch names once, however many items share it. */
function createReader({ actor, parts }: BatchContext): { place(text: string): Promise<number>; pictures: Buffer[] } {
  const pictures: Buffer[] = [];
  const places = new Map<string, Promise<number>>();
  const read = async (text: string) => pictures.push(await readNamedPicture(actor, text, parts)) - 1;
  return {
    pictures,
    place: (text) => {
      const known = places.get(text) ?? read(text);
      places.set(text, known);
      return known;
    },
  };
}

/** A batch after the first waits while the queue is full: its neighbours have been answered already. */
async function askPatiently(isFirst: boolean, signal: AbortSignal | undefined, ask: () => Promise<ServiceReply>): Promise<ServiceReply> {
  for (let wait = 0; ; wait += 1) {
    try {
      return await ask();
    } catch (error) {
      const isFull = error instanceof JuxtaError && error.code === "reward_queue_full";
      if (!isFull || isFirst || wait === MAX_WAITS) throw error;
      await pause(1_000 * retryAfter(error), undefined, { signal });
    }
  }
}

/** Seconds after which to try again, as a refusal says; 1 where it does not. */
export function retryAfter(error: JuxtaError): number {
  const parsed = z.object({ retryAfterSeconds: z.number().int().min(1) }).safeParse(error.details);
  return parsed.success ? parsed.data.retryAfterSeconds : 1;
}

function toReward(result: ServiceReply["results"][number], { scale, passes }: RewardScorer): Partial<RewardResult> & { error: Problem | null } {
  if (!result.ok) return { error: problemOf(result.error) };
  const { overall = Number.NaN } = result.values;
  const width = scale.max - scale.min;
  const reward = (overall - scale.min) / width;
  if (!(reward >= -SLACK && reward <= 1 + SLACK)) return { error: { code: "reward_out_of_range", message: `The scorer said ${overall}, outside of its scale.` } };
  return { reward: Math.min(1, Math.max(0, reward)), spread: result.spread === null ? null : result.spread / width, scores: result.values, passes, passes_used: result.passesUsed, error: null };
}

async function prepare(batch: Batch, context: BatchContext): Promise<{ ready: Ready[]; pictures: Buffer[]; refused: Map<number, Problem> }> {
  const { place, pictures } = createReader(context);
  const refused = new Map<number, Problem>();
  const ready = await Promise.all(
    batch.items.map(async (sent, at): Promise<Ready[]> => {
      try {
        const item = parseItem(sent);
        return [{ at, item, source: await place(item.source), edit: await place(item.edit) }];
      } catch (error) {
        const known = toJuxtaError(error);
        if (known.code === "internal") log.error({ err: error }, "a reward's pictures could not be read");
        refused.set(at, problemOf(known));
        return [];
      }
    }),
  );
  return { ready: ready.flat(), pictures, refused };
}

/**
 * Scores a batch: a result for every item, in order. What is wrong with an item is its result alone. Where the batch as a whole
 * cannot be scored, the first one throws (`reward_queue_full`, `reward_worker_missing`, `not_found`, or why the scorer cannot be
 * opened), and of a later one every item gets that as its error.
 */
export async function scoreBatch(batch: Batch, context: BatchContext): Promise<ScoredBatch> {
  const { settings, signal } = context;
  const { ready, pictures, refused } = await prepare(batch, context);
  let scorer: RewardScorer | null = null;
  const told = new Map<number, Partial<RewardResult> & { error: Problem | null }>();
  try {
    const items = ready.map(({ item, source, edit }) => ({ source, edit, instruction: item.instruction, taskType: item.task_type ?? null }));
    const request = { scorer: settings.scorer, passes: settings.passes ?? null, items };
    const reply = ready.length === 0 ? null : await askPatiently(batch.first === 0, signal, () => askService(request, pictures, signal));
    for (const [index, { at }] of ready.entries()) if (reply?.results[index]) told.set(at, toReward(reply.results[index], reply.scorer));
    scorer = reply?.scorer ?? null;
  } catch (error) {
    if (batch.first === 0 || signal?.aborted) throw error;
    for (const { at } of ready) told.set(at, { error: problemOf(toJuxtaError(error)) });
  }
  const asked = scorer?.passes ?? settings.passes ?? 0;
  const missing = { error: { code: "score_missing", message: "The scorer gave no score." } };
  return { scorer, results: batch.items.map((_sent, at) => toResult(batch, at, asked, refused.has(at) ? { error: refused.get(at)! } : (told.get(at) ?? missing))) };
}
