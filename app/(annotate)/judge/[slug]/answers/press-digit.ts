import type { FormDefinition } from "#lib/form/schemas.ts";
import { withCriteria, withCritique, withRating, withTiers, withVerdict } from "./change-draft.ts";
import type { SideVerdictValue } from "#lib/judgment/index.ts";
import { type Draft, EMPTY_CRITIQUE } from "./draft.ts";
import { type Question, SCALE_STEPS } from "./questions.ts";

const PAIR_DIGITS: Record<number, SideVerdictValue> = { 1: "left", 2: "tie", 3: "right", 4: "both_bad", 0: "skip" };

type Press = { digit: number; isShift: boolean };
type Pressed = { draft: Draft; moveOn: boolean } | null;

/** The first score of the criteria that is not given yet gets the number. */
function scoreNextCriterion(draft: Draft, value: number): Pressed {
  const rows = draft.parts.criteria ?? [];
  const at = rows.findIndex((row) => row.scores.includes(null));
  if (at < 0) return null;
  const place = rows[at]!.scores.indexOf(null);
  return { draft: withCriteria(draft, rows.map((row, index) => (index === at ? { ...row, scores: row.scores.map((score, side) => (side === place ? value : score)) } : row))), moveOn: false };
}

function scoreNextOfCritique(draft: Draft, place: number, value: number, count: number): Pressed {
  const critique = draft.parts.critiques?.[place] ?? EMPTY_CRITIQUE;
  const field = critique.following === null ? "following" : "quality";
  return { draft: withCritique(draft, place, { [field]: value }, count), moveOn: field === "quality" };
}

/** What a digit answers to a question; Shift means clearly in a pair, and ten with 0 on a scale. Null: nothing. */
export function pressDigit(form: FormDefinition, question: Question | undefined, draft: Draft, { digit, isShift }: Press, count: number): Pressed {
  const block = form.blocks.find(({ kind }) => kind === question?.kind);
  if (!block || !question) return null;
  const { dimension = "", place = 0 } = question;
  const value = isShift && digit === 0 ? 10 : digit;
  switch (block.kind) {
    case "pair": {
      const verdict = PAIR_DIGITS[digit];
      const isOffered = verdict !== undefined && (verdict !== "both_bad" || block.bothBad) && (verdict !== "skip" || block.cannotJudge);
      return isOffered ? { draft: withVerdict(draft, dimension, verdict, isShift && block.strength), moveOn: true } : null;
    }
    case "rate":
      return SCALE_STEPS[block.scale].some((step) => step === value) ? { draft: withRating(draft, dimension, place, value, count), moveOn: true } : null;
    case "rank": {
      const tiers = draft.parts.tiers?.[dimension] ?? [];
      if (digit === 0) return null;
      return { draft: withTiers(draft, dimension, [...tiers.slice(0, -1), [...(tiers.at(-1) ?? []), digit]]), moveOn: false };
    }
    case "criteria":
      return scoreNextCriterion(draft, value);
    case "critique":
      return scoreNextOfCritique(draft, place, value, count);
    case "regions":
      return null;
  }
}
