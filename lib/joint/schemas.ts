import { z } from "zod";
import type { DimensionName } from "../project/index.ts";
import type { VerdictValue } from "../generated/prisma/client.ts";
import { AnswerParts, SideVerdict, type StoredParts } from "../judgment/schemas.ts";

/** An answer by side of the screen, as either person sends it. */
export const JointAnswer = z.object({ verdicts: z.record(z.string(), SideVerdict), parts: AnswerParts.default({}) });
export type JointAnswer = z.output<typeof JointAnswer>;
/** The same by candidate, as it is stored in the round. */
export type StoredJointAnswer = { verdicts: { dimension: DimensionName; value: VerdictValue; strength: number | null }[]; parts: StoredParts };

export const AnswerRoundInput = JointAnswer.extend({ roundId: z.uuid() });
/** `basedOn`: the number of the proposal that this one replaces; 0 for the first. */
export const ProposeInput = AnswerRoundInput.extend({ basedOn: z.int().min(0) });
export const ConfirmInput = z.object({ roundId: z.uuid(), proposal: z.int().min(1) });
export const GiveBackInput = z.object({ roundId: z.uuid() });
