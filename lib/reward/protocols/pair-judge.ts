import type { RawReply, ScoreDimension } from "../scorer.ts";
import type { OrderedAnswer, PairVerdict } from "./combine-orders.ts";

/** Two edits of one source with the encoded bytes of the pictures; left and right are places in the file. */
export type PairToJudge = { itemId: string; leftId: string; rightId: string; source: Buffer; left: Buffer; right: Buffer; instruction: string; taskType: string | null };

/** What a judge says of one pair in one dimension. `answers` are those of both orders: left first, then right first. */
export type PairResult =
  | { dimension: ScoreDimension; ok: true; verdict: PairVerdict; consistent: boolean; answers: [OrderedAnswer, OrderedAnswer]; reasoning: [string | null, string | null]; repaired: boolean; replies: RawReply[] }
  | { dimension: ScoreDimension; ok: false; error: { code: string; message: string }; replies: RawReply[] };

/** A judge that compares. It gives no candidate a score of its own. */
export interface PairJudge {
  name: string;
  /** SHA-256 over everything that changes verdicts. */
  version: string;
  dimensions: ScoreDimension[];
  /** The definition without secrets. */
  describe(): Record<string, unknown>;
  /** One list per pair, in order, with one result for every dimension. Never throws for one pair's sake, only the signal's reason. */
  judge(pairs: PairToJudge[], options?: { signal?: AbortSignal }): Promise<PairResult[][]>;
  dispose(): Promise<void>;
}
