import { z } from "zod";
import { LIMIT, toLogOdds } from "./input-transform.ts";

export const HEAD_FORMAT = "juxta-learned-1";

const numbers = z.array(z.number());
const standard = z.object({ mean: numbers, deviation: numbers });

/**
 * A learned head as plain data (`weights.json`): utility = bias + Σ standardised input · weight, one row of weights for each
 * dimension; score = 10 · σ(centre + slope · utility). Every number is a single-precision one.
 */
export const learnedHead = z.object({
  format: z.literal(HEAD_FORMAT),
  dimensions: z.array(z.enum(["prompt_following", "consistency", "visual_quality", "overall"])).min(1),
  /** Version of the starter whose features and scores go in. */
  starterVersion: z.string(),
  plain: standard.extend({ names: z.array(z.string()), limit: z.number(), weights: z.array(numbers) }),
  pooled: z.object({ mean: numbers, weights: z.array(numbers) }),
  /** Scores 0..10, as log-odds of score / 10 held within `edge` of both ends. */
  starter: standard.extend({ dimensions: z.array(z.string()), edge: z.number(), weights: z.array(numbers) }),
  /** In the scorers' own units, the mean over their passes. */
  stacked: standard.extend({ inputs: z.array(z.object({ scorer: z.number().int(), dimension: z.string() })), weights: z.array(numbers) }),
  /** What is stacked, by place; `definition` opens it again. */
  scorers: z.array(z.object({ name: z.string(), hash: z.string(), definition: z.record(z.string(), z.unknown()) })),
  bias: numbers,
  slope: numbers,
  centre: numbers,
  /** Of Davidson's model: equal edits are called equal with odds exp(logTie) : 1 : 1. */
  logTie: numbers,
});
export type LearnedHead = z.infer<typeof learnedHead>;

/** What goes into a head for one candidate. */
export type HeadInput = { plain: ArrayLike<number>; pooled: ArrayLike<number>; starter: ArrayLike<number>; stacked: ArrayLike<number> };
export type HeadOutput = { utilities: number[]; scores: number[] };

/** Utilities (log-odds of winning against utility 0) and scores, 0..10, by dimension, in double precision. */
export function applyHead(head: LearnedHead, input: HeadInput): HeadOutput {
  const { plain, pooled, starter, stacked } = head;
  const z = (values: ArrayLike<number>, { mean, deviation }: { mean: number[]; deviation: number[] }, limit = Number.POSITIVE_INFINITY) => Array.from(values, (value, at) => Math.max(-limit, Math.min(limit, (value - mean[at]!) / deviation[at]!)));
  const blocks: [number[], number[][]][] = [
    [z(input.plain, plain, LIMIT), plain.weights],
    [Array.from(input.pooled, (value, at) => value - pooled.mean[at]!), pooled.weights],
    [z(Array.from(input.starter, toLogOdds), starter), starter.weights],
    [z(input.stacked, stacked), stacked.weights],
  ];
  const utilities = head.bias.map((bias, index) => blocks.reduce((sum, [values, weights]) => sum + values.reduce((part, value, at) => part + value * weights[index]![at]!, 0), bias));
  return { utilities, scores: utilities.map((utility, index) => 10 / (1 + Math.exp(-(head.centre[index]! + head.slope[index]! * utility)))) };
}
