import { z } from "zod";
import { DIMENSIONS } from "../../project/schemas.ts";
import type { PairJudgment } from "../evidence.ts";

const Id = z.string().min(1).max(400);
const Saying = z.enum(["A", "B", "TIE"]);

const ExportPairVerdict = z.object({ type: z.literal("pair_verdict"), item_id: Id, candidate_a: Id, candidate_b: Id, scorer: Id, scorer_version: Id, dimension: z.enum(DIMENSIONS), a_first: Saying, b_first: Saying });

/** What a judge of pairs says, as a project's export has it. */
export type FilePairVerdict = Omit<PairJudgment, "comparisonId"> & { comparisonId: null; itemId: string; taskType: null; a: string; b: string; generatorA: null; generatorB: null; scorer: string; version: string };

/** Null for any other line. Throws zod's error. */
export function parsePairVerdict(value: unknown): FilePairVerdict | null {
  if (typeof value !== "object" || value === null || !("type" in value) || value.type !== "pair_verdict") return null;
  const { item_id: itemId, candidate_a: a, candidate_b: b, scorer, scorer_version: version, dimension, a_first: aFirst, b_first: bFirst } = ExportPairVerdict.parse(value);
  return { comparisonId: null, itemId, taskType: null, a, b, generatorA: null, generatorB: null, scorer, version, dimension, aFirst, bFirst };
}
