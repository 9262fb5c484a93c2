import type { SideVerdictValue } from "#lib/judgment/index.ts";
import { type Draft, type DraftCritique, type DraftCriterion, EMPTY_CRITIQUE } from "./draft.ts";
import type { Tiers } from "./tiers.ts";

/** Changes of a draft, each giving a new one. Places count from 0 here. */

export function withVerdict(draft: Draft, dimension: string, value: SideVerdictValue, isClear: boolean): Draft {
  const isSided = value === "left" || value === "right";
  return { ...draft, verdicts: { ...draft.verdicts, [dimension]: isSided && isClear ? { value, strength: 2 } : { value } } };
}

/** Slightly (1), clearly (2), or neither; only beside A or B. */
export function withStrength(draft: Draft, dimension: string, strength: 1 | 2 | undefined): Draft {
  const verdict = draft.verdicts[dimension];
  if (verdict?.value !== "left" && verdict?.value !== "right") return draft;
  return { ...draft, verdicts: { ...draft.verdicts, [dimension]: strength ? { value: verdict.value, strength } : { value: verdict.value } } };
}

export function withReason(draft: Draft, dimension: string, reason: string): Draft {
  const given = draft.parts.reasons?.[dimension] ?? [];
  const list = given.includes(reason) ? given.filter((other) => other !== reason) : [...given, reason];
  return { ...draft, parts: { ...draft.parts, reasons: { ...draft.parts.reasons, [dimension]: list } } };
}

export function withComment(draft: Draft, dimension: string, words: string): Draft {
  return { ...draft, parts: { ...draft.parts, comments: { ...draft.parts.comments, [dimension]: words } } };
}

export function withTiers(draft: Draft, dimension: string, tiers: Tiers): Draft {
  return { ...draft, parts: { ...draft.parts, tiers: { ...draft.parts.tiers, [dimension]: tiers } } };
}

export function withRating(draft: Draft, dimension: string, place: number, value: number, count: number): Draft {
  const ratings = Array.from({ length: count }, (_, index) => ({ ...draft.parts.ratings?.[index], ...(index === place ? { [dimension]: value } : {}) }));
  return { ...draft, parts: { ...draft.parts, ratings } };
}

export function withCriteria(draft: Draft, criteria: DraftCriterion[]): Draft {
  return { ...draft, parts: { ...draft.parts, criteria } };
}

export function withCritique(draft: Draft, place: number, change: Partial<DraftCritique>, count: number): Draft {
  const critiques = Array.from({ length: count }, (_, index) => ({ ...EMPTY_CRITIQUE, ...draft.parts.critiques?.[index], ...(index === place ? change : {}) }));
  return { ...draft, parts: { ...draft.parts, critiques } };
}
