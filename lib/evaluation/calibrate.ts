import { type ClusterResampling, computeCalibration, computeLogistic, createRandom, fitTemperature, type ReliabilityBin } from "../stats/index.ts";
import type { JudgedPairs } from "./judged-pairs.ts";

/** Forecasts of 0.5 to 1 for the candidate that the scorer prefers. `low` and `high` of a bin are shares; `gap`: the score differences that it holds. */
export type ScorerCalibration = {
  temperature: number;
  brier: number;
  logLoss: number;
  eceWidth: number;
  eceMass: number;
  bins: (ReliabilityBin & { gap: { low: number; high: number | null } })[];
  /** Pairs that the temperature was fitted on, and those that the rest is measured on: other source pictures. */
  fittedOn: number;
  n: number;
};

const SEED = 20_260_102;

/** One half of the source pictures, by a seeded shuffle. */
function chooseHalf(clusterCount: number): Uint8Array {
  const random = createRandom(SEED);
  const order = Array.from({ length: clusterCount }, (_, at) => ({ at, key: random() })).sort((a, b) => a.key - b.key);
  const half = new Uint8Array(clusterCount);
  for (const { at } of order.slice(0, Math.floor(clusterCount / 2))) half[at] = 1;
  return half;
}

const toGap = (share: number, temperature: number) => (share >= 1 ? null : temperature * Math.log(share / (1 - share)));

/**
 * Whether score differences mean what they say: P(preferred one wins) = σ(|m|/T), T fitted on half of the source pictures,
 * measured on the other half. People's tie is one half; undecided pairs and missing scores are left out. Null where no T fits.
 */
export function calibrateScorer(pairs: JudgedPairs, { clusterCount }: ClusterResampling): ScorerCalibration | null {
  const half = chooseHalf(clusterCount);
  const known = Int32Array.from(pairs.human.keys()).filter((at) => pairs.undecided[at] === 0 && !Number.isNaN(pairs.difference[at]!));
  const dev = known.filter((at) => half[pairs.cluster[at]!] === 1);
  const test = known.filter((at) => half[pairs.cluster[at]!] === 0);
  const temperature = fitTemperature(Array.from(dev, (at) => ({ human: pairs.human[at]!, difference: pairs.difference[at]! })));
  if (temperature === null || test.length === 0) return null;
  const p = Float64Array.from(test, (at) => computeLogistic(Math.abs(pairs.difference[at]!) / temperature));
  const y = Float64Array.from(test, (at) => (pairs.difference[at] === 0 ? 0.5 : (1 + pairs.human[at]! * Math.sign(pairs.difference[at]!)) / 2));
  const found = computeCalibration(p, y);
  if (!found) return null;
  const { bins, n, ...errors } = found;
  return { temperature, ...errors, bins: bins.map((bin) => ({ ...bin, gap: { low: Math.max(0, toGap(Math.max(0.5, bin.low), temperature) ?? 0), high: toGap(bin.high, temperature) } })), fittedOn: dev.length, n };
}
