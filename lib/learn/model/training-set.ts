/**
 * What a head learns from, as numbers: nothing here knows of a database. Candidates, people and groups are named by their
 * place in a list.
 */
export type LearnCandidate = {
  /** The frozen features of the starter: plain measures, and trunk features pooled over the changed region. */
  plain: Float32Array;
  pooled: Float32Array;
  /** The starter's scores, 0..10, in the order of `TrainingSet.starterDimensions`. */
  starter: readonly number[];
  /** What stacked scorers say, in their own units, in the order of `TrainingSet.stacked`. */
  stacked: readonly number[];
  /** The group of its source pictures: sources that are the same or nearly the same share one. */
  group: number;
};

/** One answer in one dimension. `outcome`: 1 candidate A is better, −1 B, 0 neither. */
export type LearnJudgment = { comparison: number; a: number; b: number; annotator: number; group: number; outcome: -1 | 0 | 1 };

export type TrainingSet = {
  candidates: readonly LearnCandidate[];
  annotatorCount: number;
  /** A stable name for each group and each annotator, which the division into folds goes by. */
  groupKeys: readonly string[];
  annotatorKeys: readonly string[];
  starterDimensions: readonly string[];
  /** A scorer's dimension that is stacked: the place of its scorer in the run's list, and the dimension. */
  stacked: readonly { scorer: number; dimension: string }[];
  /** By dimension, main dimension included. */
  judgments: ReadonlyMap<string, readonly LearnJudgment[]>;
  mainDimension: string;
};
