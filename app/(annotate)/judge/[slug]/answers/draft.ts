import type { AnswerParts, Critique, SideVerdict } from "#lib/judgment/index.ts";

/** A score that is not given yet is null. */
export type DraftCriterion = { name: string; scores: (number | null)[] };
export type DraftCritique = Omit<Critique, "following" | "quality"> & { following: number | null; quality: number | null };
export type DraftParts = Omit<AnswerParts, "criteria" | "critiques"> & { criteria?: DraftCriterion[]; critiques?: DraftCritique[] };

/** What is answered so far of a unit, by place on the screen: what is sent, with gaps. Tiers may still be faulty. */
export type Draft = { verdicts: Record<string, SideVerdict>; parts: DraftParts };
/** A draft without gaps: what the server takes. */
export type SendableAnswer = { verdicts: Record<string, SideVerdict>; parts: AnswerParts };

export const EMPTY_DRAFT: Draft = { verdicts: {}, parts: {} };
export const EMPTY_CRITIQUE: DraftCritique = { following: null, quality: null, critique: "", betterInstruction: "", stop: false };

/** A complete draft as it is sent. Throws on a gap: ask `findGaps` first. */
export function toSendable({ verdicts, parts: { criteria, critiques, ...parts } }: Draft): SendableAnswer {
  const given = (score: number | null): number => {
    if (score === null) throw new Error("A score is missing.");
    return score;
  };
  return {
    verdicts,
    parts: {
      ...parts,
      ...(criteria ? { criteria: criteria.map(({ name, scores }) => ({ name, scores: scores.map(given) })) } : {}),
      ...(critiques ? { critiques: critiques.map((critique) => ({ ...critique, following: given(critique.following), quality: given(critique.quality) })) } : {}),
    },
  };
}
