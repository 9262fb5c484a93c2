/** Added to the standard deviation, so that a group of nearly equal rewards does not divide by nothing. */
export const ADVANTAGE_EPSILON = 1e-8;

/** Equal rewards can differ in the last digit once they were computed: a group is flat by its range. */
const FLAT_RANGE = 1e-12;

/** Of the two group filters of Edit-R1 (arXiv 2510.16888): the paper's names a variance, the code's a standard deviation. */
export type EditR1Thresholds = {
  /** Drops a group whose mean is above AND whose variance is below. */
  paper: { mean: number; variance: number };
  /** Trains only on a group whose standard deviation is above AND whose mean is below. */
  code: { std: number; mean: number };
};

/** The code's own; the paper's variance is the same spread squared. */
export const EDIT_R1_THRESHOLDS: EditR1Thresholds = { paper: { mean: 0.9, variance: 0.05 ** 2 }, code: { std: 0.05, mean: 0.9 } };

export type GroupOptions = { epsilon?: number; thresholds?: EditR1Thresholds };

export type GroupStatistics = {
  /** Rewards that are numbers; all statistics are over these. */
  n: number;
  mean: number | null;
  /** Population standard deviation (divided by n). */
  std: number | null;
  /** Max − min below 1e-12: nothing to learn from this group. */
  isZeroStd: boolean | null;
  /** Under the rule of Edit-R1's paper. */
  keptByPaper: boolean | null;
  /** Under the rule of Edit-R1's code. */
  keptByCode: boolean | null;
  /** (reward − mean)/(std + epsilon) in the order of the rewards; 0 in a flat group, null where the reward is missing. */
  advantages: (number | null)[];
};

const isNumber = (reward: number | null): reward is number => reward !== null && Number.isFinite(reward);

/** Mean, population standard deviation and range of numbers; null for none. */
export function describeGroup(values: readonly number[]): { mean: number; std: number; min: number; max: number; isFlat: boolean } | null {
  if (values.length === 0) return null;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (const value of values) {
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const mean = sum / values.length;
  const std = Math.sqrt(values.reduce((squares, value) => squares + (value - mean) ** 2, 0) / values.length);
  return { mean, std, min, max, isFlat: max - min < FLAT_RANGE };
}

/**
 * What a trainer needs to know of the rewards of one group (several edits for one request). A missing reward (null or not
 * finite) is left out of every statistic and gets no advantage; with none left, all is null. Both filters are Edit-R1's, which
 * differ: the paper drops a group only if its mean is high AND its spread low, the code also drops it for either alone.
 */
export function groupStatistics(rewards: readonly (number | null)[], { epsilon = ADVANTAGE_EPSILON, thresholds = EDIT_R1_THRESHOLDS }: GroupOptions = {}): GroupStatistics {
  const values = rewards.filter(isNumber);
  const group = describeGroup(values);
  if (!group) return { n: 0, mean: null, std: null, isZeroStd: null, keptByPaper: null, keptByCode: null, advantages: rewards.map(() => null) };
  const { mean, std, isFlat } = group;
  const { paper, code } = thresholds;
  return {
    n: values.length,
    mean,
    std,
    isZeroStd: isFlat,
    keptByPaper: !(mean > paper.mean && std ** 2 < paper.variance),
    keptByCode: std > code.std && mean < code.mean,
    advantages: rewards.map((reward) => (isNumber(reward) ? (isFlat ? 0 : (reward - mean) / (std + epsilon)) : null)),
  };
}
