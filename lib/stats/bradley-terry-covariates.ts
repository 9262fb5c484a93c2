import { addPenalty, computeLogistic, logLogistic } from "./bradley-terry.ts";
import { findStrongComponents } from "./components.ts";
import { centre, type ConcaveFunction, maximise, pinLevel } from "./maximise.ts";
import { invert, sandwich, takeErrors } from "./symmetric-matrix.ts";

/**
 * Judgments added up by what is the same in them: `first` won `firstWins` times and lost `secondWins` times. `covariates` has
 * `covariateCount` numbers a row, each speaking for `first`: +1 where it was left and −1 where it was right, or a difference
 * of edit magnitudes. Rows of one item share a cluster.
 */
export type CovariateRows = {
  size: number;
  clusterCount: number;
  covariateCount: number;
  first: Int32Array;
  second: Int32Array;
  firstWins: Float64Array;
  secondWins: Float64Array;
  cluster: Int32Array;
  covariates: Float64Array;
};

export type CovariateFit = {
  /** Strengths with the covariates taken out; they sum to 0. */
  strength: Float64Array;
  /** Log-odds of one unit of each covariate. For a side coded ±1: left over right is twice this. */
  coefficient: Float64Array;
  /** Standard errors clustered by item; null with fewer than two clusters. */
  strengthError: number[] | null;
  /** Of strength i − strength j. */
  differenceError(i: number, j: number): number | null;
  coefficientError: number[] | null;
  logLikelihood: number;
  isConverged: boolean;
};

type Row = { cells: Int32Array; factors: Float64Array };

/** Which parameters a row speaks of, and with what factor: +1 and −1 for its candidates, then its covariates. */
function readRow(rows: CovariateRows, row: number, { cells, factors }: Row): void {
  cells[0] = rows.first[row]!;
  cells[1] = rows.second[row]!;
  factors[0] = 1;
  factors[1] = -1;
  for (let at = 0; at < rows.covariateCount; at += 1) {
    cells[2 + at] = rows.size + at;
    factors[2 + at] = rows.covariates[row * rows.covariateCount + at]!;
  }
}

function predict({ cells, factors }: Row, point: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < cells.length; at += 1) sum += factors[at]! * point[cells[at]!]!;
  return sum;
}

const makeRow = (rows: CovariateRows): Row => ({ cells: new Int32Array(2 + rows.covariateCount), factors: new Float64Array(2 + rows.covariateCount) });

/** Σ over clusters of the outer product of their gradients, with the factor C/(C−1). */
function sumClusters(rows: CovariateRows, point: Float64Array): Float64Array | null {
  const width = point.length;
  const pulls = new Map<number, Map<number, number>>();
  const current = makeRow(rows);
  for (let row = 0; row < rows.first.length; row += 1) {
    readRow(rows, row, current);
    const pull = rows.firstWins[row]! - (rows.firstWins[row]! + rows.secondWins[row]!) * computeLogistic(predict(current, point));
    const sums = pulls.get(rows.cluster[row]!) ?? new Map<number, number>();
    pulls.set(rows.cluster[row]!, sums);
    for (let at = 0; at < current.cells.length; at += 1) sums.set(current.cells[at]!, (sums.get(current.cells[at]!) ?? 0) + current.factors[at]! * pull);
  }
  if (pulls.size < 2) return null;
  const meat = new Float64Array(width * width);
  const factor = pulls.size / (pulls.size - 1);
  for (const sums of pulls.values()) for (const [a, x] of sums) for (const [b, y] of sums) meat[a * width + b]! += factor * x * y;
  return meat;
}

/**
 * Bradley-Terry with covariates: log-odds of `first` = s_first − s_second + Σ β·x. One side coefficient corrects a whole
 * leaderboard for position; the penalty acts on strengths alone. Null where strengths have no maximum without a penalty, or
 * a covariate cannot be told apart from the strengths or predicts every answer.
 */
export function fitBradleyTerryWithCovariates(rows: CovariateRows, { penalty = 0 }: { penalty?: number } = {}): CovariateFit | null {
  const { size, covariateCount } = rows;
  const width = size + covariateCount;
  if (penalty === 0 && findStrongComponents(rows).length > 1) return null;
  const current = makeRow(rows);
  const compute: ConcaveFunction = (point, gradient, information) => {
    let value = -addPenalty(penalty, size, point, gradient, information);
    for (let row = 0; row < rows.first.length; row += 1) {
      readRow(rows, row, current);
      const { cells, factors } = current;
      const logit = predict(current, point);
      const p = computeLogistic(logit);
      const n = rows.firstWins[row]! + rows.secondWins[row]!;
      value += rows.firstWins[row]! * logLogistic(logit) + rows.secondWins[row]! * logLogistic(-logit);
      for (let a = 0; a < cells.length; a += 1) {
        if (gradient) gradient[cells[a]!]! += factors[a]! * (rows.firstWins[row]! - n * p);
        if (information) for (let b = 0; b < cells.length; b += 1) information[cells[a]! * width + cells[b]!]! += factors[a]! * factors[b]! * n * p * (1 - p);
      }
    }
    if (information) pinLevel(information, size, width);
    return value;
  };
  const { point, value, information, isConverged } = maximise(new Float64Array(width), compute);
  const inverse = invert(information, width);
  if (!isConverged || !inverse || point.some((at) => Math.abs(at) > 30)) return null;
  const meat = sumClusters(rows, point);
  const covariance = meat && sandwich(inverse, meat, width);
  const errors = covariance && takeErrors(covariance, width);
  centre(point, size);
  return {
    strength: point.slice(0, size),
    coefficient: point.slice(size),
    strengthError: errors && errors.slice(0, size),
    differenceError: (i, j) => covariance && Math.sqrt(Math.max(0, covariance[i * width + i]! + covariance[j * width + j]! - 2 * covariance[i * width + j]!)),
    coefficientError: errors && errors.slice(size),
    logLikelihood: value + addPenalty(penalty, size, point),
    isConverged,
  };
}
