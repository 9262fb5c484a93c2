import { computeLogistic } from "./bradley-terry.ts";
import { sortOrder } from "./sort-order.ts";

/** Forecasts that fell together: their mean, and how often it came true. */
export type ReliabilityBin = { low: number; high: number; n: number; meanForecast: number; meanOutcome: number };

export type Calibration = {
  /** Mean of (p − y)². */
  brier: number;
  /** Mean of −ln of what the outcome was given; a forecast is kept 1e-15 away from 0 and 1. */
  logLoss: number;
  /** Σ n_b/n·|mean p − mean y| over bins of equal width, and over bins of equal size. */
  eceWidth: number;
  eceMass: number;
  /** Bins of equal width that hold anything. */
  bins: ReliabilityBin[];
  n: number;
};

const LEAST = 1e-15;

type Sum = { n: number; p: number; y: number };

const error = (sums: readonly Sum[], n: number): number => sums.reduce((total, sum) => total + Math.abs(sum.p - sum.y) / n, 0);

function sumByWidth(p: Float64Array, y: Float64Array, binCount: number): Sum[] {
  const sums = Array.from({ length: binCount }, () => ({ n: 0, p: 0, y: 0 }));
  for (let at = 0; at < p.length; at += 1) {
    // 0.7·10 is a little above 7 and 0.29·100 a little below 29: both belong on their edge.
    const sum = sums[Math.min(binCount - 1, Math.floor(p[at]! * binCount + 1e-9))]!;
    sum.n += 1;
    sum.p += p[at]!;
    sum.y += y[at]!;
  }
  return sums;
}

function sumByMass(p: Float64Array, y: Float64Array, binCount: number): Sum[] {
  const order = sortOrder(p);
  const sums = Array.from({ length: binCount }, () => ({ n: 0, p: 0, y: 0 }));
  const larger = p.length % binCount;
  const size = Math.floor(p.length / binCount);
  for (let bin = 0, at = 0; bin < binCount; bin += 1) {
    const sum = sums[bin]!;
    for (const end = at + size + (bin < larger ? 1 : 0); at < end; at += 1) {
      sum.n += 1;
      sum.p += p[order[at]!]!;
      sum.y += y[order[at]!]!;
    }
  }
  return sums;
}

/**
 * Whether forecasts p in 0..1 mean what they say about outcomes y in 0..1 (Brier 1950; Naeini et al. 2015, AAAI, for the
 * expected calibration error). Bins of equal width are [k/B, (k+1)/B), the last one closed; those of equal size are sorted,
 * the larger ones first. Null without forecasts.
 */
export function computeCalibration(p: Float64Array, y: Float64Array, binCount = 10): Calibration | null {
  const n = p.length;
  if (n === 0) return null;
  let [brier, logLoss] = [0, 0];
  for (let at = 0; at < n; at += 1) {
    const forecast = Math.min(1 - LEAST, Math.max(LEAST, p[at]!));
    brier += (p[at]! - y[at]!) ** 2 / n;
    logLoss -= (y[at]! * Math.log(forecast) + (1 - y[at]!) * Math.log1p(-forecast)) / n;
  }
  const byWidth = sumByWidth(p, y, binCount);
  const bins = byWidth.map((sum, bin) => ({ low: bin / binCount, high: (bin + 1) / binCount, n: sum.n, meanForecast: sum.p / sum.n, meanOutcome: sum.y / sum.n }));
  return { brier, logLoss, eceWidth: error(byWidth, n), eceMass: error(sumByMass(p, y, binCount), n), bins: bins.filter((bin) => bin.n > 0), n };
}

const STEPS = 100;

/**
 * The temperature T > 0 for which σ(m/T) fits preferences best: maximum likelihood of one slope 1/T without intercept, by
 * Newton's method. Human ties count half for each side. Fit it on a development split. Null where scores never disagree with
 * people (T would be 0), or do not agree more often than not (T would be infinite or negative).
 */
export function fitTemperature(pairs: readonly { human: number; difference: number }[]): number | null {
  const used = pairs.filter(({ difference }) => difference !== 0);
  const scale = Math.max(0, ...used.map(({ difference }) => Math.abs(difference)));
  if (!used.some(({ human, difference }) => human * difference <= 0)) return null;
  let slope = 0;
  for (let step = 0; step < STEPS; step += 1) {
    let [gradient, curve] = [0, 0];
    for (const { human, difference } of used) {
      const m = difference / scale;
      const p = computeLogistic(slope * m);
      gradient += m * ((human + 1) / 2 - p);
      curve += m * m * p * (1 - p);
    }
    if (step === 0 && gradient <= 0) return null;
    const move = Math.max(-2, Math.min(2, gradient / curve));
    slope += move;
    if (Math.abs(move) < 1e-12 * (1 + slope)) break;
  }
  return slope > 0 ? scale / slope : null;
}
