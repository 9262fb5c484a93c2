import type { Evidence, ScorerColumns, Votes } from "../evidence/index.ts";
import type { ClusterResampling } from "../stats/index.ts";
import { calibrateScorer, type ScorerCalibration } from "./calibrate.ts";
import { type GroupSpread, measureGroupSpread } from "./group-spread.ts";
import type { MeasuredScorer } from "./measure-accuracy.ts";
import { type HackingRow, measureHacking } from "./reward-hacking.ts";
import { type EnsemblePoint, measureSelfEnsemble } from "./self-ensemble.ts";
import { measureStrengthAgreement, type StrengthAgreement } from "./strength-agreement.ts";

/** What stands behind a scorer's accuracy in one dimension; a part is null where nothing can be said. */
export type ScorerDiagnostics = { passCount: number; ensemble: EnsemblePoint[] | null; calibration: ScorerCalibration | null; strength: StrengthAgreement | null; spread: GroupSpread | null; hacking: HackingRow[] };

/** Passes, calibration, strength, spread within items, and what else the scorer may reward. */
export function diagnose(evidence: Evidence, votes: Votes, scorer: ScorerColumns, { pairs }: MeasuredScorer, drawing: ClusterResampling): ScorerDiagnostics {
  return {
    passCount: scorer.passCount,
    ensemble: measureSelfEnsemble(evidence, votes, scorer, drawing),
    calibration: calibrateScorer(pairs, drawing),
    strength: measureStrengthAgreement(evidence, votes, scorer, drawing),
    spread: measureGroupSpread(evidence, votes, scorer, drawing),
    hacking: measureHacking(evidence, votes, pairs, drawing),
  };
}
