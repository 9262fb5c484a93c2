import { z } from "zod";
import { DIMENSIONS, type DimensionName } from "../../project/schemas.ts";

const Id = z.string().min(1).max(400);
const Score = z.number().nullish();
const Scores = z.object({ prompt_following: Score, consistency: Score, perceptual_quality: Score, visual_quality: Score, overall: Score });

/** What `juxta score` writes; a file of one's own may leave out all but the two ids and one score. */
const FileLine = Scores.extend({ item_id: Id, candidate_id: Id, passes: z.array(Scores.extend({ pass: z.number().int().min(0).max(1_000) })).optional() });

const ExportLine = z.object({
  type: z.literal("score"),
  item_id: Id,
  candidate_id: Id,
  scorer: z.string(),
  scorer_version: z.string(),
  pass: z.number().int().min(0).max(1_000),
  scale: z.tuple([z.number(), z.number()]),
  scores: z.partialRecord(z.enum(DIMENSIONS), z.number()),
});

/** Scores of one pass over one candidate. `scorer` is null where the file is of one scorer. */
export type FileScore = {
  itemId: string;
  candidateId: string;
  scorer: { name: string; hash: string; scale: [number, number] } | null;
  pass: number;
  scores: Partial<Record<DimensionName, number>>;
  /** The overall score that the line itself gives, over all its passes. */
  lineOverall: number | null;
};

function toScores(values: z.output<typeof Scores>): FileScore["scores"] {
  const { prompt_following, consistency, overall } = values;
  const given = { prompt_following, consistency, visual_quality: values.visual_quality ?? values.perceptual_quality, overall };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null && value !== undefined));
}

/** The passes of a line of either format, failed ones without scores; none for the other lines of a project's export. Throws zod's error. */
export function parseScores(value: unknown): FileScore[] {
  const type = typeof value === "object" && value !== null && "type" in value ? value.type : undefined;
  if (type === "score") {
    const line = ExportLine.parse(value);
    return [{ itemId: line.item_id, candidateId: line.candidate_id, scorer: { name: line.scorer, hash: line.scorer_version, scale: line.scale }, pass: line.pass, scores: line.scores, lineOverall: null }];
  }
  if (type !== undefined) return [];
  const line = FileLine.parse(value);
  const own = { itemId: line.item_id, candidateId: line.candidate_id, scorer: null, lineOverall: line.overall ?? null };
  if (!line.passes || line.passes.length === 0) return [{ ...own, pass: 0, scores: toScores(line) }];
  return line.passes.map((pass) => ({ ...own, pass: pass.pass, scores: toScores(pass) }));
}
