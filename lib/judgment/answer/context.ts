import { invalidInput, type JuxtaError } from "../../errors.ts";
import type { FormDefinition } from "../../form/schemas.ts";
import type { VerdictValue } from "../../generated/prisma/client.ts";
import type { DimensionName } from "../../project/schemas.ts";

export type ShownCandidate = { id: string; width: number; height: number };
export type PairOfUnit = { comparisonId: string; candidateAId: string; candidateBId: string };

/** What an answer is read against: the form it was asked under, and what was on the screen. */
export type AnswerContext = {
  form: FormDefinition;
  /** The project's dimensions, asked by blocks that name none. */
  dimensions: readonly DimensionName[];
  /** Left to right. */
  shown: readonly ShownCandidate[];
  /** Every comparison between shown candidates. */
  pairs: readonly PairOfUnit[];
};

export type VerdictRow = { comparisonId: string; dimension: DimensionName; value: VerdictValue; strength: number | null };

/** The refusal of an answer; nothing of it is stored. */
export function refuse(reason: string, details?: unknown): JuxtaError {
  return invalidInput(`The answer was not stored: ${reason}`, details);
}

export function dimensionsOf(block: { dimensions?: DimensionName[] }, context: AnswerContext): readonly DimensionName[] {
  return block.dimensions ?? context.dimensions;
}

/** Throws unless a record has exactly the given keys. */
export function requireKeys(given: Record<string, unknown>, wanted: readonly string[], what: string): void {
  const missing = wanted.filter((key) => given[key] === undefined);
  const unknown = Object.keys(given).filter((key) => !wanted.includes(key));
  if (missing.length + unknown.length > 0) throw refuse(what, { missing, unknown });
}

/** Throws unless a list has one entry for each shown candidate. */
export function requireEach<Entry>(list: readonly Entry[] | undefined, context: AnswerContext, what: string): readonly Entry[] {
  if (list?.length !== context.shown.length) throw refuse(`${what} must be given for each of the ${context.shown.length} pictures.`);
  return list;
}

/** Verdicts of the pair (first, second) of shown candidates, turned to the comparison's own A and B. */
export function verdictBetween(context: AnswerContext, dimension: DimensionName, firstId: string, secondId: string, value: "FIRST" | "SECOND" | "TIE"): VerdictRow | null {
  const pair = context.pairs.find(({ candidateAId: a, candidateBId: b }) => (a === firstId && b === secondId) || (a === secondId && b === firstId));
  if (!pair) return null;
  const winsA = (value === "FIRST") === (pair.candidateAId === firstId);
  return { comparisonId: pair.comparisonId, dimension, value: value === "TIE" ? "TIE" : winsA ? "A" : "B", strength: null };
}
