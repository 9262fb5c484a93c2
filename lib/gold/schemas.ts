import { z } from "zod";
import { DIMENSIONS } from "../project/schemas.ts";

export const GOLD_VALUES = ["A", "B", "TIE", "BOTH_BAD"] as const;
export type GoldValue = (typeof GOLD_VALUES)[number];

/** Known answers by dimension and candidate; dimensions that are left out are not measured. */
export const GoldVerdicts = z.partialRecord(z.enum(DIMENSIONS), z.enum(GOLD_VALUES)).refine((verdicts) => Object.keys(verdicts).length > 0, "Give the answer to at least one question.");
export type GoldVerdicts = z.output<typeof GoldVerdicts>;

/** In an explanation `{A}` and `{B}` stand for the candidates, since a letter on the screen is a side: this puts in the letters of the screen. */
export function wordExplanation(explanation: string, isSwapped: boolean): string {
  return explanation.replaceAll(/\{([AB])\}/g, (_all, letter: string) => ((letter === "A") === isSwapped ? "B" : "A"));
}

export const SetGoldInput = z.object({
  comparisonId: z.uuid(),
  verdicts: GoldVerdicts,
  explanation: z.string().trim().max(2_000).default(""),
  inQuiz: z.boolean().default(false),
});
export type SetGoldInput = z.input<typeof SetGoldInput>;
