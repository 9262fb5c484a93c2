import type { GoldVerdicts } from "#lib/gold/index.ts";
import { dimensionName } from "../../../../_components/english-figures.ts";

const VALUES: Record<string, string> = { A: "A", B: "B", TIE: "equal", BOTH_BAD: "both bad" };

/** Known answers in words: "Overall: A, Rest kept: equal". */
export function describeVerdicts(verdicts: GoldVerdicts): string {
  return Object.entries(verdicts)
    .map(([dimension, value]) => `${dimensionName(dimension)}: ${VALUES[value] ?? value}`)
    .join(", ");
}
