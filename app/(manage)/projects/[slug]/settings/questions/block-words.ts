import type { BlockKind, FormChange, TemplateName } from "#lib/form/index.ts";

export const BLOCK_NAMES: Record<BlockKind, string> = { pair: "Pair", rank: "Ranking", rate: "Ratings", regions: "Regions", criteria: "Criteria", critique: "Critique" };

export const BLOCK_HINTS: Record<BlockKind, string> = {
  pair: "A, B or equal for each dimension.",
  rank: "Several candidates into tiers, best first, for each dimension.",
  rate: "A number for each candidate and dimension.",
  regions: "Faults marked in the pictures, each with a type.",
  criteria: "The annotator names criteria for this case and scores both by each, 0 to 10.",
  critique: "Two scores, a text and a better instruction for each candidate.",
};

export const TEMPLATE_WORDS: Record<TemplateName, { name: string; hint: string }> = {
  pairs: { name: "Pairs", hint: "Which of two is better, by dimension" },
  pairs_reasons_regions: { name: "Pairs, reasons, regions", hint: "Which is better, why, and where the faults are" },
  ranking: { name: "Ranking of five", hint: "Five edits into tiers, as EditScore’s benchmark does" },
  ratings: { name: "Ratings 1 to 4", hint: "Each edit by itself, in four levels with words" },
  criteria: { name: "Criteria", hint: "What matters here, and how each side does by it" },
  critique: { name: "Critique", hint: "Scores with a text that a critic can learn from" },
};

const FIELD_NAMES: Record<string, string> = {
  dimensions: "dimensions",
  strength: "strength",
  bothBad: "both bad",
  cannotJudge: "cannot tell",
  reasons: "reasons",
  comment: "comment",
  size: "size",
  maxTierSize: "tier limit",
  scale: "scale",
  anchors: "anchors",
  types: "types",
  severity: "severity",
  min: "least",
  max: "most",
};

/** "Ranking added; pair removed; ratings: scale, anchors." */
export function describeChanges(changes: FormChange[] | null): string {
  if (changes === null) return "First version";
  const words = changes.map(({ what, block, fields }) => (what === "changed" ? `${BLOCK_NAMES[block]}: ${fields.map((field) => FIELD_NAMES[field] ?? field).join(", ")}` : `${BLOCK_NAMES[block]} ${what}`));
  return words.join("; ") || "Nothing";
}

/** What is shown together: "pairs", "rankings of 5". */
export function unitsOf({ rankSize }: { rankSize: number | null }): string {
  return rankSize === null ? "pairs" : `rankings of ${rankSize}`;
}

