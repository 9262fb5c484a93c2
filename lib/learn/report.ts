import type { HeadChoice } from "./model/choose-penalty.ts";
import type { Calibration, CurveFigures, Difference, Measured, Verdict } from "./model/measure.ts";

export type { Calibration, CurveFigures, Difference, Measured, Verdict } from "./model/measure.ts";

/** A stacked scorer on its own, and how much more the head agrees with people than it does. */
export type ScorerFigures = Measured & { scorerVersionId: string; name: string; difference: Difference };

export type DimensionFigures = {
  dimension: string;
  verdict: Verdict;
  learned: Measured;
  starter: Measured;
  /** Learned − starter. */
  difference: Difference;
  scorers: ScorerFigures[];
  /** How well one person predicts the others. */
  people: Measured;
  calibration: Calibration;
  /** Of the head that all judgments together give. */
  choice: HeadChoice;
};

/** What a run found, as it is stored. Shares 0..1, intervals 95 %, clustered by group of source pictures; every figure is on held-out answers. */
export type LearnReport = {
  format: 1;
  mainDimension: string;
  verdict: Verdict;
  dimensions: DimensionFigures[];
  /** In the main dimension, by the share of the judgments; the last point is all of them. */
  curve: CurveFigures[];
  counts: { people: number; simulatedPeople: number; judgments: number; comparisons: number; sources: number; candidates: number; leftOut: number };
  /** Weight of one of a person's answers, 1 on average. */
  annotators: { pseudonym: string; accuracy: number; weight: number; judgments: number }[];
  method: { seed: number; sourceFolds: number; peopleFolds: number; replicates: number; cluster: "source"; isConverged: boolean };
  /** Labels were shuffled: whatever it says must be "no better than chance". */
  isControl: boolean;
};

