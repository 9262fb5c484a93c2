import { combinePasses, type Reduction } from "../combine-passes.ts";
import type { PassResult, ScoreDimension, Scorer } from "../scorer.ts";

type Problem = { code: string; message: string };
type FileDimension = "prompt_following" | "consistency" | "perceptual_quality" | "overall";
type Scores = Record<FileDimension, number | null>;

/** One line of a score file: 0 to 10, null where the scorer does not say. `error` where not one pass gave a score. */
export type ScoreLine = { item_id: string; candidate_id: string } & Scores & {
    passes: ({ pass: number } & Scores & { repaired: boolean; error: Problem | null; [extra: string]: unknown })[];
    reasoning: string | null;
    error: Problem | null;
  };

const NOTHING: Scores = { prompt_following: null, consistency: null, perceptual_quality: null, overall: null };

/** On 0..10, and not touched where the scorer's own scale is that. */
function toScores(values: Partial<Record<ScoreDimension, number>>, { min, max }: Scorer["scale"]): Scores {
  const scale = (value: number | undefined) => (value === undefined ? null : min === 0 && max === 10 ? value : ((value - min) / (max - min)) * 10);
  return { prompt_following: scale(values.prompt_following), consistency: scale(values.consistency), perceptual_quality: scale(values.visual_quality), overall: scale(values.overall) };
}

function toPass(result: PassResult, scale: Scorer["scale"]): ScoreLine["passes"][number] {
  if (!result.ok) return { pass: result.pass, ...NOTHING, repaired: false, error: result.error };
  return { pass: result.pass, ...toScores(result.values, scale), ...result.extra, repaired: result.repaired, error: null };
}

/** The passes over one edit as a line. The reasoning is that of the last pass that gave a score. */
export function toScoreLine(edit: { itemId: string; candidateId: string }, results: PassResult[], scorer: { scale: Scorer["scale"]; reduction: Reduction }): ScoreLine {
  const { values, passesUsed, failures } = combinePasses(results, scorer.reduction);
  const reasoning = results.findLast((result) => result.ok)?.reasoning ?? null;
  const [first] = failures;
  const passes = results.map((result) => toPass(result, scorer.scale));
  return { item_id: edit.itemId, candidate_id: edit.candidateId, ...toScores(values, scorer.scale), passes, reasoning, error: passesUsed > 0 || !first ? null : { code: first.code, message: first.message } };
}

/** A line for an edit that no scorer saw. */
export function toFailedLine(edit: { itemId: string; candidateId: string }, { code, message }: Problem): ScoreLine {
  return { item_id: edit.itemId, candidate_id: edit.candidateId, ...NOTHING, passes: [], reasoning: null, error: { code, message } };
}
