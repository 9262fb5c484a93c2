import type { z } from "zod";
import type { CriteriaBlock } from "../../form/schemas.ts";
import type { ParsedJudgment, StoredParts } from "../schemas.ts";
import { type AnswerContext, refuse, requireEach } from "./context.ts";

/** The annotator's own criteria, each named once and scored 0 to 10 for every candidate. */
export function readCriteria(block: z.output<typeof CriteriaBlock>, context: AnswerContext, input: ParsedJudgment): StoredParts {
  const given = input.parts.criteria ?? [];
  if (given.length < block.min || given.length > block.max) throw refuse(`name ${block.min} to ${block.max} criteria.`, { given: given.length });
  if (new Set(given.map(({ name }) => name.toLowerCase())).size !== given.length) throw refuse("name every criterion once.");
  const criteria = given.map(({ name, scores }) => {
    const each = requireEach(scores, context, `Scores for “${name}”`);
    return { name, scores: Object.fromEntries(context.shown.map(({ id }, index) => [id, each[index]!])) };
  });
  return { criteria };
}
