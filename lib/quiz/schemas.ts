import { z } from "zod";
import { SideVerdict } from "../judgment/schemas.ts";

/** `size` 0: no quiz. The defaults are what a quiz starts with when it is switched on: guessing passes it with chance 0.6 %. */
export const QuizSettings = z
  .object({ size: z.coerce.number().int().min(0).max(200).default(20), passMark: z.coerce.number().int().min(1).max(200).default(16), attempts: z.coerce.number().int().min(1).max(20).default(2) })
  .refine((quiz) => quiz.size === 0 || quiz.passMark <= quiz.size, { path: ["passMark"], message: "Not more than there are questions." });
export type QuizSettings = z.input<typeof QuizSettings>;

/** An answer by side of the screen; the key is the question itself, which is answered once. */
export const AnswerQuizInput = z.object({ questionId: z.uuid(), verdicts: z.record(z.string(), SideVerdict) });
export type AnswerQuizInput = z.input<typeof AnswerQuizInput>;
