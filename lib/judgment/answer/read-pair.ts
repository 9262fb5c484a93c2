import type { PairBlock } from "../../form/schemas.ts";
import type { z } from "zod";
import type { ParsedJudgment, SideVerdict, StoredParts } from "../schemas.ts";
import { type AnswerContext, dimensionsOf, refuse, requireKeys, type VerdictRow, verdictBetween } from "./context.ts";

type Block = z.output<typeof PairBlock>;

function requireAllowed(block: Block, verdicts: Record<string, SideVerdict>): void {
  for (const { value, strength } of Object.values(verdicts)) {
    const isOff = (value === "both_bad" && !block.bothBad) || (value === "skip" && !block.cannotJudge) || (strength !== undefined && !block.strength);
    if (isOff) throw refuse("this form does not offer that answer.", { value });
  }
}

/** Sides become candidates here, by the order that was recorded at hand-out. */
function toRow(context: AnswerContext, dimension: VerdictRow["dimension"], verdict: SideVerdict): VerdictRow {
  const [left, right] = context.shown;
  const side = verdict.value === "left" ? "FIRST" : verdict.value === "right" ? "SECOND" : "TIE";
  const row = left && right ? verdictBetween(context, dimension, left.id, right.id, side) : null;
  if (!row) throw refuse("its comparison is gone.");
  const value = verdict.value === "both_bad" ? "BOTH_BAD" : verdict.value === "skip" ? "SKIP" : row.value;
  return { ...row, value, strength: verdict.strength ?? null };
}

/** A, B, equal, both bad or cannot tell for every asked dimension, with reasons from the form's list and comments where asked. */
export function readPair(block: Block, context: AnswerContext, input: ParsedJudgment): { verdicts: VerdictRow[]; parts: StoredParts } {
  const dimensions = dimensionsOf(block, context);
  requireKeys(input.verdicts, dimensions, "it must answer exactly the project's questions.");
  requireAllowed(block, input.verdicts);
  const { reasons = {}, comments = {} } = input.parts;
  const unknown = Object.values(reasons).flat().filter((reason) => !block.reasons.includes(reason));
  if (unknown.length > 0) throw refuse("it gives reasons that the form does not offer.", { unknown });
  const strange = Object.keys({ ...reasons, ...comments }).filter((key) => !dimensions.some((name) => name === key));
  if (strange.length > 0) throw refuse("it gives reasons for what is not asked.", { unknown: strange });
  if (!block.comment && Object.keys(comments).length > 0) throw refuse("the form does not ask for comments.");
  const given = Object.fromEntries(Object.entries(reasons).filter(([, list]) => list.length > 0));
  const written = Object.fromEntries(Object.entries(comments).filter(([, words]) => words !== ""));
  return {
    verdicts: dimensions.map((dimension) => toRow(context, dimension, input.verdicts[dimension]!)),
    parts: { ...(Object.keys(given).length > 0 ? { reasons: given } : {}), ...(Object.keys(written).length > 0 ? { comments: written } : {}) },
  };
}
