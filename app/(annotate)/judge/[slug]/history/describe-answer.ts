import type { SideVerdict } from "#lib/judgment/index.ts";
import { dimensionName } from "../../../../_components/english-figures.ts";
import type { SendableAnswer } from "../answers/draft.ts";
import { formatTiers } from "../answers/tiers.ts";

const VALUES: Record<SideVerdict["value"], string> = { left: "A", right: "B", tie: "equal", both_bad: "both bad", skip: "can’t tell" };
const STRENGTHS = { 1: ", slightly", 2: ", clearly" } as const;

/** An answer in words, one line for each dimension or part. */
export function describeAnswer({ verdicts, parts }: SendableAnswer, names: readonly string[]): string[] {
  const lines = Object.entries(verdicts).map(([dimension, { value, strength }]) => `${dimensionName(dimension)}: ${VALUES[value]}${strength ? STRENGTHS[strength] : ""}`);
  for (const [dimension, tiers] of Object.entries(parts.tiers ?? {})) lines.push(`${dimensionName(dimension)}: ${formatTiers(tiers)}`);
  const perPlace = <Value>(values: readonly Value[] | undefined, say: (value: Value) => string) => values?.forEach((value, place) => lines.push(`${names[place]}: ${say(value)}`));
  perPlace(parts.ratings, (ratings) => Object.entries(ratings).map(([dimension, value]) => `${dimensionName(dimension)} ${value}`).join(", "));
  perPlace(parts.regions, (regions) => (regions.length === 0 ? "nothing marked" : `${regions.length} marked`));
  for (const { name, scores } of parts.criteria ?? []) lines.push(`${name}: ${scores.map((score, place) => `${names[place]} ${score}`).join(", ")}`);
  perPlace(parts.critiques, ({ following, quality, stop }) => `instruction ${following}, quality ${quality}${stop ? ", stop" : ""}`);
  return lines;
}
