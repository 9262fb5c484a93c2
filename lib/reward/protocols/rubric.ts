import { createHash } from "node:crypto";
import { quoteInstruction } from "../judge/quote-instruction.ts";

/** A judge's words for one protocol. Each part is one request; `{{request}}`, at most once a part, is where the instruction goes. */
export type Rubric = { name: string; revision: number; parts: Record<string, string> };

const PLACE = "{{request}}";

/** SHA-256 over the words: goes into a scorer's version. The order of the parts does not count. */
export function hashRubric(rubric: Rubric): string {
  const parts = Object.entries(rubric.parts).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

/** The words of one part with the instruction as a quoted block. Throws for a part that the rubric does not have. */
export function writePrompt(rubric: Rubric, part: string, instruction: string): string {
  const words = rubric.parts[part];
  if (words === undefined) throw new Error(`The rubric ${rubric.name} has no part ${part}.`);
  return words.split(PLACE).join(quoteInstruction(instruction));
}
