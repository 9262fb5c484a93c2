import type { z } from "zod";
import { type RateBlock, SCALES } from "../../form/schemas.ts";
import type { ParsedJudgment, StoredParts } from "../schemas.ts";
import { type AnswerContext, dimensionsOf, refuse, requireEach, requireKeys, type VerdictRow, verdictBetween } from "./context.ts";

/** A whole number on the form's scale for every candidate and asked dimension. */
export function readRate(block: z.output<typeof RateBlock>, context: AnswerContext, input: ParsedJudgment): StoredParts {
  const { min, max } = SCALES[block.scale];
  const given = requireEach(input.parts.ratings, context, "Ratings");
  for (const ratings of given) {
    requireKeys(ratings, dimensionsOf(block, context), "every picture must be rated in exactly the asked dimensions.");
    const wrong = Object.entries(ratings).filter(([, value]) => !Number.isInteger(value) || value < min || value > max);
    if (wrong.length > 0) throw refuse(`ratings are whole numbers from ${min} to ${max}.`, Object.fromEntries(wrong));
  }
  return { ratings: Object.fromEntries(context.shown.map(({ id }, index) => [id, given[index]!])) };
}

/** Where nothing asks for a preference, the higher rating is one and equal ratings are a tie. */
export function verdictsOfRatings(block: z.output<typeof RateBlock>, context: AnswerContext, ratings: Record<string, Record<string, number>>): VerdictRow[] {
  return dimensionsOf(block, context).flatMap((dimension) =>
    context.pairs.flatMap(({ candidateAId, candidateBId }) => {
      const difference = (ratings[candidateAId]?.[dimension] ?? 0) - (ratings[candidateBId]?.[dimension] ?? 0);
      return verdictBetween(context, dimension, candidateAId, candidateBId, difference === 0 ? "TIE" : difference > 0 ? "FIRST" : "SECOND") ?? [];
    }),
  );
}
