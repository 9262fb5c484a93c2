import { type AgreementReport, computeAgreement } from "../agreement/index.ts";
import { type Breakdown, type BenchmarkTable, breakDown, buildBenchmarkTable, compareScorers, diagnose, measureAccuracy, type MeasuredScorer, measureOrderSwap, type OrderSwap, type ScorerAccuracy, type ScorerComparison, type ScorerDiagnostics } from "../evaluation/index.ts";
import { CONSENSUS_CODE, countVotes, type Evidence, type EvidenceFilter, keepComparisons, type PairJudgeVerdicts, type ScorerColumns, type Votes } from "../evidence/index.ts";
import { type Leaderboard, rankGenerators } from "../leaderboard/index.ts";
import type { DimensionName } from "../project/index.ts";
import { mainDimension } from "../project/main-dimension.ts";
import { type ClusterResampling, CONFIDENCE, drawClusters } from "../stats/index.ts";

/** Comparisons of one dimension by consensus, and how many of them a reviewer decided. */
export type ConsensusCounts = { dimension: DimensionName; a: number; b: number; tie: number; undecided: number; adjudicated: number };
export type ScorerName = { id: string; name: string; kind: string; hash: string };
/** What one scorer's figures in one dimension are made of. */
export type ScorerDetail = { scorer: ScorerName; dimension: DimensionName; breakdown: Breakdown; diagnostics: ScorerDiagnostics };

/** `scorerIds`: which scorers are measured, the newest version of each without it. `details`: for which of them, and in which dimension, everything is shown. */
export type FiguresInput = { filter: EvidenceFilter; scorerIds?: readonly string[]; detail?: { scorerId?: string; dimension?: DimensionName } | "all"; pairJudges?: readonly PairJudgeVerdicts[] };

/** All figures of a report at full precision, as plain JSON. The same evidence gives the same, to the last digit. */
export type ReportFigures = {
  filter: EvidenceFilter;
  mainDimension: DimensionName;
  dimensions: DimensionName[];
  method: { confidence: number; seed: number; replicates: number; cluster: "source_picture"; clusterCount: number };
  consensus: ConsensusCounts[];
  agreement: AgreementReport;
  /** By dimension; of the main one alone unless all details are asked for. */
  leaderboards: Leaderboard[];
  /** All that could be measured, newest first; those that are, are in `scorers`, by scorer and dimension. */
  scorerNames: ScorerName[];
  scorers: ScorerAccuracy[];
  benchmark: BenchmarkTable;
  significance: ScorerComparison[];
  details: ScorerDetail[];
  /** Judges of pairs, by judge and dimension. */
  orderSwaps: OrderSwap[];
};

function countConsensus({ dimension, consensus, adjudicated }: Votes): ConsensusCounts {
  const count = (code: number) => consensus.reduce((sum, value) => sum + (value === code ? 1 : 0), 0);
  return { dimension, a: count(CONSENSUS_CODE.A), b: count(CONSENSUS_CODE.B), tie: count(CONSENSUS_CODE.TIE), undecided: count(CONSENSUS_CODE.UNDECIDED), adjudicated: adjudicated.reduce((sum, value) => sum + value, 0) };
}

const nameOf = ({ id, name, kind, hash }: ScorerColumns): ScorerName => ({ id, name, kind, hash });

/** The chosen scorers in the order of the evidence; without a choice the newest version of each. */
function chooseScorers({ scorers }: Evidence, ids: readonly string[] | undefined): ScorerColumns[] {
  const chosen = scorers.filter(({ id }) => ids?.includes(id));
  return chosen.length > 0 ? chosen : scorers.filter(({ name }, at) => scorers.findIndex((other) => other.name === name) === at);
}

/** What all parts of a report are computed from: one drawing, votes by dimension, and the chosen scorers measured in each. */
export type MeasuredEvidence = { drawing: ClusterResampling; votes: Votes[]; chosen: ScorerColumns[]; measured: MeasuredScorer[] };

/** Measures the chosen scorers once for all parts of a report. */
export function measureEvidence(evidence: Evidence, { filter, scorerIds }: FiguresInput): MeasuredEvidence {
  const drawing = drawClusters(evidence.clusterCount);
  const votes = evidence.dimensions.map((dimension) => countVotes(evidence, dimension, filter));
  const chosen = chooseScorers(evidence, scorerIds);
  return { drawing, votes, chosen, measured: chosen.flatMap((scorer) => votes.map((own) => measureAccuracy(evidence, own, scorer, drawing))) };
}

/** Everything but `details`, which a page asks for one scorer and dimension at a time. */
export function buildBase(evidence: Evidence, { filter, detail = {}, pairJudges = [] }: FiguresInput, { drawing, votes, measured }: MeasuredEvidence): Omit<ReportFigures, "details"> {
  const kept = keepComparisons(evidence, filter);
  const main = mainDimension(evidence.dimensions);
  return {
    filter,
    mainDimension: main,
    dimensions: evidence.dimensions,
    method: { confidence: CONFIDENCE, seed: drawing.seed, replicates: drawing.replicates, cluster: "source_picture", clusterCount: evidence.clusterCount },
    consensus: votes.map(countConsensus),
    agreement: computeAgreement(evidence, votes, drawing),
    leaderboards: votes.filter(({ dimension }) => detail === "all" || dimension === main).map((own) => rankGenerators(evidence, null, own, { filter }, drawing)),
    scorerNames: evidence.scorers.map(nameOf),
    scorers: measured.map(({ accuracy }) => accuracy),
    benchmark: buildBenchmarkTable(measured),
    significance: votes.flatMap((own) => compareScorers(evidence, own, measured)),
    orderSwaps: votes.flatMap((own) => pairJudges.flatMap((judge) => measureOrderSwap(evidence, own, judge, kept, drawing) ?? [])),
  };
}

/** What the chosen scorer's figures in the chosen dimension are made of; of all scorers and dimensions for `all`. */
export function buildDetails(evidence: Evidence, { detail = {} }: FiguresInput, { drawing, votes, chosen, measured }: MeasuredEvidence): ScorerDetail[] {
  const main = mainDimension(evidence.dimensions);
  const scorers = detail === "all" ? chosen : [evidence.scorers.find(({ id }) => id === detail.scorerId) ?? chosen[0]].filter((scorer) => scorer !== undefined);
  const wanted = votes.filter(({ dimension }) => detail === "all" || dimension === (detail.dimension ?? main));
  return scorers.flatMap((scorer) =>
    wanted.map((own): ScorerDetail => {
      const known = measured.find(({ accuracy }) => accuracy.scorerId === scorer.id && accuracy.dimension === own.dimension) ?? measureAccuracy(evidence, own, scorer, drawing);
      return { scorer: nameOf(scorer), dimension: own.dimension, breakdown: breakDown(evidence, own, known, drawing), diagnostics: diagnose(evidence, own, scorer, known, drawing) };
    }),
  );
}

/**
 * Everything a report says of evidence: consensus, agreement, generators, scorers against people. Pure: the page of a project,
 * the command without a database and a frozen report are all made by it.
 */
export function buildFigures(evidence: Evidence, input: FiguresInput): ReportFigures {
  const all = measureEvidence(evidence, input);
  return { ...buildBase(evidence, input, all), details: buildDetails(evidence, input, all) };
}
