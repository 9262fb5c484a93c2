import type { Evidence, EvidenceFilter, JudgmentColumns, Votes } from "../evidence/index.ts";
import { type CovariateFit, fitBradleyTerryWithCovariates, type Interval, LEADERBOARD_PENALTY, Z_95 } from "../stats/index.ts";
import type { GeneratorPairs } from "./generator-pairs.ts";

export const CORRECTIONS = ["side", "magnitude"] as const;
export type CorrectionName = (typeof CORRECTIONS)[number];

/** What was taken out of the strengths: log-odds of one unit, with its interval clustered by source picture. */
export type Coefficient = { name: CorrectionName; value: number; interval: Interval | null };
export type Corrected = { strength: Float64Array; intervals: (Interval | null)[]; differenceError: CovariateFit["differenceError"]; coefficients: Coefficient[]; judgmentCount: number; leftOutCount: number };

const WITHOUT = 0.5;

/** (f_a − f_b)/(f_a + f_b), 0 where both are 0; NaN where one is unknown. */
function contrast(a: number | null, b: number | null): number {
  if (a === null || b === null) return Number.NaN;
  return a + b === 0 ? 0 : (a - b) / (a + b);
}

/**
 * In units of the deviation from 0, and not from the mean: a pair turned round has the opposite contrast, so that the mean says
 * only which candidate happened to be named first, and taking it away would favour that one.
 */
function scale(values: Float64Array): Float64Array {
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);
  return values.map((value) => (deviation > 0 ? value / deviation : 0));
}

/**
 * Strengths with the side a candidate stood on, and how much of the picture each edit changed, as covariates of Bradley-Terry;
 * a tie is half a win for each. Over single judgments of the chosen people; those whose side or magnitude is not known are left
 * out and counted. Null where nothing can be fitted.
 */
export function correctStrengths(evidence: Evidence, votes: Votes, pairs: GeneratorPairs, judgments: JudgmentColumns, names: readonly CorrectionName[], { people }: Pick<EvidenceFilter, "people">): Corrected | null {
  const rowOf = new Map(Array.from(pairs.place, (place, row) => [votes.row[place]!, row]));
  const dimension = evidence.dimensions.indexOf(votes.dimension);
  const generatorAt = new Map(pairs.generators.map((name, at) => [name, at]));
  const isChosen = (at: number) => {
    const { simulated, excluded } = judgments.annotators[judgments.annotator[at]!]!;
    return judgments.dimension[at] === dimension && !excluded && judgments.verdict[at]! < 4 && rowOf.has(judgments.comparison[at]!) && (people === "all" || simulated === (people === "simulated"));
  };
  const chosen = Int32Array.from(judgments.verdict.keys()).filter(isChosen);
  const { a, b } = evidence.comparisons;
  const valueOf = (name: CorrectionName, at: number) => {
    const comparison = judgments.comparison[at]!;
    if (name === "side") return judgments.side[at] === 0 ? Number.NaN : judgments.side[at]!;
    return contrast(evidence.candidates[a[comparison]!]!.changedShare, evidence.candidates[b[comparison]!]!.changedShare);
  };
  const used = chosen.filter((at) => names.every((name) => !Number.isNaN(valueOf(name, at))));
  if (used.length === 0) return null;
  const columns = names.map((name) => (name === "side" ? Float64Array.from(used, (at) => valueOf(name, at)) : scale(Float64Array.from(used, (at) => valueOf(name, at)))));
  const generatorOf = (candidate: number) => generatorAt.get(evidence.candidates[candidate]!.generator)!;
  const winsOfA = Float64Array.from(used, (at) => (judgments.verdict[at] === 0 ? 1 : judgments.verdict[at] === 1 ? 0 : WITHOUT));
  const fit = fitBradleyTerryWithCovariates(
    {
      size: pairs.generators.length,
      clusterCount: evidence.clusterCount,
      covariateCount: names.length,
      first: Int32Array.from(used, (at) => generatorOf(a[judgments.comparison[at]!]!)),
      second: Int32Array.from(used, (at) => generatorOf(b[judgments.comparison[at]!]!)),
      firstWins: winsOfA,
      secondWins: winsOfA.map((value) => 1 - value),
      cluster: Int32Array.from(used, (at) => evidence.items[evidence.comparisons.item[judgments.comparison[at]!]!]!.cluster),
      covariates: Float64Array.from({ length: used.length * names.length }, (_, at) => columns[at % names.length]![Math.floor(at / names.length)]!),
    },
    { penalty: LEADERBOARD_PENALTY },
  );
  if (!fit) return null;
  const around = (value: number, error: number | undefined): Interval | null => (error === undefined ? null : { low: value - Z_95 * error, high: value + Z_95 * error });
  const coefficients = names.map((name, at): Coefficient => ({ name, value: fit.coefficient[at]!, interval: around(fit.coefficient[at]!, fit.coefficientError?.[at]) }));
  const intervals = Array.from(fit.strength, (value, at) => around(value, fit.strengthError?.[at]));
  return { strength: fit.strength, intervals, differenceError: fit.differenceError, coefficients, judgmentCount: used.length, leftOutCount: chosen.length - used.length };
}
