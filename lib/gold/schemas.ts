import { z } from "zod";
import { DIMENSIONS } from "../project/schemas.ts";

export const GOLD_VALUES = ["A", "B", "TIE", "BOTH_BAD"] as const;
export type GoldValue = (typeof GOLD_VALUES)[number];

/** Known answers by dimension and candidate; dimensions that are left out are not measured. */
export const GoldVerdicts = z.partialRecord(z.enum(DIMENSIONS), z.enum(GOLD_VALUES)).refine((verdicts) => Object.keys(verdicts).length > 0, "Give the answer to at least one question.");
export type GoldVerdicts = z.output<typeof GoldVerdicts>;

export const SetGoldInput = z.object({
  comparisonId: z.uuid(),
  verdicts: GoldVerdicts,
  explanation: z.string().trim().max(2_000).default(""),
  inQuiz: z.boolean().default(false),
});
export type SetGoldInput = z.input<typeof SetGoldInput>;
