import type { CandidateOrigin } from "../generated/prisma/client.ts";
import type { DimensionName } from "../project/schemas.ts";

/** Places of the verdicts in every row of counts, and their codes in `JudgmentColumns.verdict`. */
export const VERDICT_ORDER = ["A", "B", "TIE", "BOTH_BAD", "SKIP"] as const;

export type EvidenceItem = {
  /** Of the database, or the importer's name where the evidence came from files. */
  id: string;
  externalId: string;
  taskType: string | null;
  /** 0-based number of the source picture: items that share one are resampled together. */
  cluster: number;
};

export type EvidenceCandidate = {
  id: string;
  externalId: string;
  /** Place in `Evidence.items`. */
  item: number;
  generator: string;
  origin: CandidateOrigin;
  /** Share of the source's pixels that changed visibly, 0..1. */
  changedShare: number | null;
  /** Pixels of the edit. */
  pixels: number | null;
  /** See lib/image: variance of the Laplacian of its luminance, at one size for all. */
  sharpness: number | null;
};

/** Comparisons as columns, in a fixed order: item, candidate A, candidate B. Numbers are places in `items` and `candidates`. */
export type ComparisonColumns = { ids: string[]; item: Int32Array; a: Int32Array; b: Int32Array };

/** Counts of one dimension: five a comparison, in `VERDICT_ORDER`, of people and of simulated annotators apart. */
export type Tally = {
  people: Uint16Array;
  simulated: Uint16Array;
  /** What a reviewer decided: 1 + the place of the verdict; 0 where none did. */
  decision: Uint8Array;
};

/** Scores of one scorer version. A score stands at `candidate * passCount + pass`; NaN where it is missing. */
export type ScorerColumns = {
  id: string;
  name: string;
  kind: string;
  hash: string;
  scale: [number, number];
  passCount: number;
  /** The overall score is the geometric mean of the parts' means, not the mean of overall scores (EditScore's `average_first`). */
  isAverageFirst: boolean;
  scores: Map<DimensionName, Float64Array>;
};

/**
 * Everything that figures about preference rest on, in memory and without a database: from a project (`readProjectEvidence`)
 * or from files (`readFileEvidence`). The same evidence gives the same figures to the last digit.
 */
export type Evidence = {
  dimensions: DimensionName[];
  items: EvidenceItem[];
  clusterCount: number;
  candidates: EvidenceCandidate[];
  comparisons: ComparisonColumns;
  /** By dimension. */
  tallies: Map<DimensionName, Tally>;
  /** Newest first. */
  scorers: ScorerColumns[];
};

export type EvidenceAnnotator = {
  id: string;
  name: string;
  simulated: boolean;
  /** An excluded person's judgments are in no tally. */
  excluded: boolean;
};

/** Single verdicts that count, as columns, oldest judgment first; those of excluded annotators are among them, marked by their annotator. */
export type JudgmentColumns = {
  annotators: EvidenceAnnotator[];
  /** Place in `Evidence.comparisons`. */
  comparison: Int32Array;
  /** Place in `annotators`. */
  annotator: Int32Array;
  /** Place in `Evidence.dimensions`. */
  dimension: Uint8Array;
  /** Place in `VERDICT_ORDER`. */
  verdict: Uint8Array;
  /** 1: candidate A stood on the left, −1: on the right, 0: unknown, or more than two pictures were shown. */
  side: Int8Array;
  /** Milliseconds of the whole judgment; NaN where unknown. */
  durationMs: Float64Array;
};

export type PairSaying = "A" | "B" | "TIE";
/** What a judge of pairs says of one comparison in one dimension, with A first and with B first in its prompt. */
export type PairJudgment = { comparisonId: string; dimension: DimensionName; aFirst: PairSaying; bFirst: PairSaying };
/** All verdicts of one version of a judge of pairs. */
export type PairJudgeVerdicts = { scorerVersionId: string; name: string; hash: string; verdicts: PairJudgment[] };
