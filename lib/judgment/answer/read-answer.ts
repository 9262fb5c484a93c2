import { findBlock } from "../../form/schemas.ts";
import type { ParsedJudgment, StoredParts } from "../schemas.ts";
import { type AnswerContext, refuse, requireEach, requireKeys, type VerdictRow } from "./context.ts";
import { readCriteria } from "./read-criteria.ts";
import { readPair } from "./read-pair.ts";
import { readRank } from "./read-rank.ts";
import { readRate, verdictsOfRatings } from "./read-rate.ts";
import { readRegions } from "./read-regions.ts";

const PARTS_OF = { pair: ["reasons", "comments"], rank: ["tiers"], rate: ["ratings"], regions: ["regions"], criteria: ["criteria"], critique: ["critiques"] } as const;

/** Throws when an answer carries what its form does not ask. */
function requireAskedOnly(context: AnswerContext, input: ParsedJudgment): void {
  const asked: string[] = context.form.blocks.flatMap((block) => PARTS_OF[block.kind]);
  const unknown = Object.keys(input.parts).filter((part) => !asked.includes(part));
  if (unknown.length > 0) throw refuse("the form does not ask that.", { unknown });
  if (!findBlock(context.form, "pair")) requireKeys(input.verdicts, [], "the form does not ask for A or B.");
}

/**
 * An answer by place on the screen as verdicts and parts by candidate. Verdicts are given (pair), follow from tiers (rank), or,
 * where neither is asked, from ratings. Throws `invalid_input` with what is missing, unknown or out of range.
 */
export function readAnswer(context: AnswerContext, input: ParsedJudgment): { verdicts: VerdictRow[]; parts: StoredParts } {
  requireAskedOnly(context, input);
  const verdicts: VerdictRow[] = [];
  const parts: StoredParts = {};
  const take = (read: { verdicts: VerdictRow[]; parts: StoredParts }) => {
    verdicts.push(...read.verdicts);
    Object.assign(parts, read.parts);
  };
  for (const block of context.form.blocks) {
    if (block.kind === "pair") take(readPair(block, context, input));
    else if (block.kind === "rank") take(readRank(block, context, input));
    else if (block.kind === "rate") Object.assign(parts, readRate(block, context, input));
    else if (block.kind === "regions") Object.assign(parts, readRegions(block, context, input));
    else if (block.kind === "criteria") Object.assign(parts, readCriteria(block, context, input));
    else {
      const given = requireEach(input.parts.critiques, context, "A critique");
      parts.critiques = Object.fromEntries(context.shown.map(({ id }, index) => [id, given[index]!]));
    }
  }
  const rate = findBlock(context.form, "rate");
  if (rate && parts.ratings && !findBlock(context.form, "pair") && !findBlock(context.form, "rank")) verdicts.push(...verdictsOfRatings(rate, context, parts.ratings));
  return { verdicts, parts };
}
