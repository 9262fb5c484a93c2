import type { z } from "zod";
import type { RankBlock } from "../../form/schemas.ts";
import type { ParsedJudgment, StoredParts } from "../schemas.ts";
import { type AnswerContext, dimensionsOf, refuse, requireKeys, type VerdictRow, verdictBetween } from "./context.ts";

/** Throws unless every place 1..k stands in exactly one tier and no tier is empty or too large. */
function requireWholeRanking(tiers: number[][], size: number, maxTierSize: number | null, dimension: string): void {
  const places = tiers.flat();
  const missing = Array.from({ length: size }, (_, index) => index + 1).filter((place) => !places.includes(place));
  const repeated = places.filter((place, index) => places.indexOf(place) !== index);
  const unknown = places.filter((place) => place > size);
  if (missing.length + repeated.length + unknown.length > 0) throw refuse("a ranking must hold every picture exactly once.", { dimension, missing, repeated, unknown });
  if (tiers.some((tier) => tier.length === 0)) throw refuse("a ranking must not have an empty tier.", { dimension });
  if (maxTierSize !== null && tiers.some((tier) => tier.length > maxTierSize)) throw refuse(`at most ${maxTierSize} pictures may share a tier.`, { dimension });
}

/** Every pair across tiers, the better one first; pairs inside a tier are ties and are dropped. */
export function pairsOfTiers<Entry>(tiers: readonly (readonly Entry[])[]): [Entry, Entry][] {
  return tiers.flatMap((tier, index) => tier.flatMap((better) => tiers.slice(index + 1).flatMap((lower) => lower.map((worse): [Entry, Entry] => [better, worse]))));
}

/** Tiers for every asked dimension, best first, and the preferences that follow from them. */
export function readRank(block: z.output<typeof RankBlock>, context: AnswerContext, input: ParsedJudgment): { verdicts: VerdictRow[]; parts: StoredParts } {
  const dimensions = dimensionsOf(block, context);
  const given = input.parts.tiers ?? {};
  requireKeys(given, dimensions, "it must rank exactly the project's dimensions.");
  const tiers: Record<string, string[][]> = {};
  const verdicts: VerdictRow[] = [];
  for (const dimension of dimensions) {
    const places = given[dimension] ?? [];
    requireWholeRanking(places, context.shown.length, block.maxTierSize, dimension);
    const byId = places.map((tier) => tier.map((place) => context.shown[place - 1]!.id));
    tiers[dimension] = byId.map((tier) => [...tier].sort());
    for (const [better, worse] of pairsOfTiers(byId)) {
      const row = verdictBetween(context, dimension, better, worse, "FIRST");
      if (row) verdicts.push(row);
    }
  }
  return { verdicts, parts: { tiers } };
}
