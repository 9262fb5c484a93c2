import { expect, test } from "vitest";
import { FormDefinition } from "#lib/form/schemas.ts";
import { withCriteria, withCritique, withRating, withReason, withStrength, withTiers, withVerdict } from "../../app/(annotate)/judge/[slug]/answers/change-draft.ts";
import { type Draft, EMPTY_DRAFT, toSendable } from "../../app/(annotate)/judge/[slug]/answers/draft.ts";
import { pressDigit } from "../../app/(annotate)/judge/[slug]/answers/press-digit.ts";
import { findGaps, listQuestions } from "../../app/(annotate)/judge/[slug]/answers/questions.ts";

const DIMENSIONS = ["prompt_following", "overall"];
const formOf = (...blocks: object[]) => FormDefinition.parse({ blocks });
const gapsOf = (form: FormDefinition, draft: Draft, count = 2) => findGaps(form, draft, { dimensions: DIMENSIONS, count }).map(({ key }) => key);

test("a pair is complete when every dimension that the block asks has a verdict", () => {
  const form = formOf({ kind: "pair" });
  const one = withVerdict(EMPTY_DRAFT, "overall", "tie", false);
  expect(gapsOf(form, one)).toEqual(["pair prompt_following"]);
  expect(gapsOf(formOf({ kind: "pair", dimensions: ["overall"] }), one)).toEqual([]);
  expect(gapsOf(form, withVerdict(one, "prompt_following", "left", true))).toEqual([]);
});

test("a ranking is complete when its tiers are whole", () => {
  const form = formOf({ kind: "rank", size: 3, maxTierSize: 2 });
  const draft = withTiers(withTiers(EMPTY_DRAFT, "overall", [[2], [1, 3]]), "prompt_following", [[1, 2, 3]]);
  expect(gapsOf(form, draft, 3)).toEqual(["rank prompt_following"]);
  expect(gapsOf(form, withTiers(draft, "prompt_following", [[1], [2], [3]]), 3)).toEqual([]);
});

test("ratings are complete for every dimension and edit, least number included", () => {
  const form = formOf({ kind: "rate", scale: "0-10", dimensions: ["overall"] });
  const half = withRating(EMPTY_DRAFT, "overall", 0, 0, 2);
  expect(gapsOf(form, half)).toEqual(["rate overall 1"]);
  expect(gapsOf(form, withRating(half, "overall", 1, 10, 2))).toEqual([]);
});

test("criteria need names that differ, all scores, and enough of them", () => {
  const form = formOf({ kind: "criteria", min: 2 });
  const row = (name: string, ...scores: (number | null)[]) => ({ name, scores });
  const isWhole = (...rows: ReturnType<typeof row>[]) => gapsOf(form, withCriteria(EMPTY_DRAFT, rows)).length === 0;
  expect(gapsOf(form, EMPTY_DRAFT)).toEqual(["criteria"]);
  expect(isWhole(row("light", 1, 2))).toBe(false);
  expect(isWhole(row("light", 1, 2), row(" Light", 3, 4))).toBe(false);
  expect(isWhole(row("light", 1, 2), row("", 3, 4))).toBe(false);
  expect(isWhole(row("light", 1, 2), row("colour", 3, null))).toBe(false);
  expect(isWhole(row("light", 1, 2), row("colour", 3, 0))).toBe(true);
});

test("a critique needs both scores of every edit, its words may stay empty", () => {
  const form = formOf({ kind: "critique" });
  const first = withCritique(EMPTY_DRAFT, 0, { following: 3, quality: 4 }, 2);
  expect(gapsOf(form, first)).toEqual(["critique 1"]);
  const whole = withCritique(first, 1, { following: 0, quality: 10, stop: true }, 2);
  expect(gapsOf(form, whole)).toEqual([]);
  expect(toSendable(whole).parts.critiques?.[1]).toEqual({ following: 0, quality: 10, critique: "", betterInstruction: "", stop: true });
  expect(() => toSendable(first)).toThrow();
});

test("blocks are asked one after the other, in the order of the form", () => {
  const form = formOf({ kind: "pair", dimensions: ["overall"] }, { kind: "rate", dimensions: ["overall"] }, { kind: "criteria" }, { kind: "critique" });
  expect(listQuestions(form, { dimensions: DIMENSIONS, count: 2 }).map(({ key }) => key)).toEqual(["pair overall", "rate overall 0", "rate overall 1", "criteria", "critique 0", "critique 1"]);
  expect(gapsOf(form, EMPTY_DRAFT)).toHaveLength(6);
});

test("strength stands beside A or B alone, and reasons are toggled", () => {
  const tie = withVerdict(EMPTY_DRAFT, "overall", "tie", true);
  expect(withStrength(tie, "overall", 2)).toBe(tie);
  const left = withStrength(withVerdict(tie, "overall", "left", false), "overall", 1);
  expect(left.verdicts.overall).toEqual({ value: "left", strength: 1 });
  expect(withStrength(left, "overall", undefined).verdicts.overall).toEqual({ value: "left" });
  const reasoned = withReason(withReason(left, "overall", "seam"), "overall", "light");
  expect(withReason(reasoned, "overall", "seam").parts.reasons).toEqual({ overall: ["light"] });
});

test("digits answer only what the form offers; Shift+0 is ten", () => {
  const ask = { dimensions: DIMENSIONS, count: 2 };
  const narrow = formOf({ kind: "pair", bothBad: false, cannotJudge: false, strength: false });
  const [pair] = listQuestions(narrow, ask);
  expect(pressDigit(narrow, pair, EMPTY_DRAFT, { digit: 4, isShift: false }, 2)).toBeNull();
  expect(pressDigit(narrow, pair, EMPTY_DRAFT, { digit: 0, isShift: false }, 2)).toBeNull();
  expect(pressDigit(narrow, pair, EMPTY_DRAFT, { digit: 3, isShift: true }, 2)?.draft.verdicts).toEqual({ prompt_following: { value: "right" } });
  const wide = formOf({ kind: "rate", scale: "0-10" });
  const [rate] = listQuestions(wide, ask);
  expect(pressDigit(wide, rate, EMPTY_DRAFT, { digit: 0, isShift: true }, 2)?.draft.parts.ratings).toEqual([{ prompt_following: 10 }, {}]);
  const four = formOf({ kind: "rate" });
  expect(pressDigit(four, listQuestions(four, ask)[0], EMPTY_DRAFT, { digit: 5, isShift: false }, 2)).toBeNull();
});
