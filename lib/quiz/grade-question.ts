import type { VerdictValue } from "../generated/prisma/client.ts";
import { wordExplanation } from "../gold/schemas.ts";
import { toSideVerdict } from "../judgment/answer/show-answer.ts";
import type { SideVerdict } from "../judgment/schemas.ts";

type KnownAnswer = { candidateAId: string; gold: { explanation: string; verdicts: { dimension: string; value: VerdictValue }[] } | null };

/** What is right by side of the screen, for the dimensions that the gold names; `explanation` in the letters of the screen. */
export type Solution = { expected: Record<string, SideVerdict>; explanation: string };

export function solve({ candidateAId, gold }: KnownAnswer, shown: readonly string[]): Solution {
  const known = (gold?.verdicts ?? []).map(({ dimension, value }) => [dimension, toSideVerdict({ dimension, value, strength: null, comparison: { candidateAId } }, shown)] as const);
  return { expected: Object.fromEntries(known), explanation: wordExplanation(gold?.explanation ?? "", shown[0] !== candidateAId) };
}

/** Right where every known dimension is answered as the gold says; how clearly does not matter. */
export function isRight(expected: Record<string, SideVerdict>, given: Record<string, SideVerdict>): boolean {
  return Object.entries(expected).every(([dimension, verdict]) => given[dimension]?.value === verdict.value);
}
