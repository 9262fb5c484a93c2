import type { FigureColumn, FigureTable, FigureValue } from "../figure-table/index.ts";
import type { ScorerDiagnostics } from "./diagnose.ts";
import type { Estimate } from "./measure-accuracy.ts";
import type { OrderSwap } from "./order-swap.ts";

type Detail = { scorer: { name: string }; dimension: string; diagnostics: ScorerDiagnostics };
type Row = Record<string, FigureValue>;

const WHO: FigureColumn[] = [
  { key: "scorer", label: "Scorer", kind: "text" },
  { key: "dimension", label: "Dimension", kind: "text" },
];

const figure = (key: string, label: string, kind: "share" | "number" = "share"): FigureColumn[] => [
  { key, label, kind },
  { key: `${key}_interval`, label: "95 %", kind: `${kind}_interval` },
];
const spread = (key: string, { value, interval }: Estimate): Row => ({ [key]: value, [`${key}_interval`]: interval });
const count = (key: string, label: string): FigureColumn => ({ key, label, kind: "count" });
const plain = (key: string, label: string, kind: "share" | "number" | "text"): FigureColumn => ({ key, label, kind });

function tableOf(name: string, caption: string, columns: FigureColumn[], details: readonly Detail[], rowsOf: (diagnostics: ScorerDiagnostics) => Row[], note: string): FigureTable {
  return { name, caption, columns: [...WHO, ...columns], rows: details.flatMap(({ scorer, dimension, diagnostics }) => rowsOf(diagnostics).map((row) => ({ scorer: scorer.name, dimension, ...row }))), note };
}

/** The diagnostics of scorers for files. */
export function toDiagnosticsFigures(details: readonly Detail[]): FigureTable[] {
  return [
    tableOf(
      "self-ensemble",
      "Accuracy by number of passes",
      [count("passes", "Passes"), ...figure("strict", "Strict"), ...figure("half_credit", "Half credit"), plain("tie_share", "Equal scores", "share"), plain("broken_share", "Ties broken", "share"), plain("broken_right", "of them right", "share"), count("choices", "Choices of passes")],
      details,
      ({ ensemble }) => (ensemble ?? []).map((point) => ({ passes: point.passes, ...spread("strict", point.strict), ...spread("half_credit", point.halfCredit), tie_share: point.tieShare, broken_share: point.brokenShare, broken_right: point.brokenRight, choices: point.choices })),
      "Mean of k passes, averaged over choices of k passes. Ties broken: of clear pairs that the first of them scores equal, those that the mean decides. 95 % by resampling source pictures.",
    ),
    tableOf(
      "calibration",
      "Calibration",
      [plain("from", "From", "share"), plain("to", "To", "share"), plain("forecast", "Mean forecast", "share"), plain("outcome", "Came true", "share"), count("n", "Pairs"), plain("temperature", "Temperature", "number"), plain("ece", "ECE", "number"), plain("brier", "Brier", "number"), plain("log_loss", "Log loss", "number")],
      details,
      ({ calibration }) => (calibration?.bins ?? []).map((bin) => ({ from: bin.low, to: bin.high, forecast: bin.meanForecast, outcome: bin.meanOutcome, n: bin.n, temperature: calibration!.temperature, ece: calibration!.eceWidth, brier: calibration!.brier, log_loss: calibration!.logLoss })),
      "P(the preferred one wins) = 1/(1 + exp(-|m|/T)), T fitted on half of the source pictures, all else measured on the other half; people's tie is one half.",
    ),
    tableOf(
      "strength-correlation",
      "Scores against the share of judgments won",
      [...figure("pooled", "Spearman, all candidates", "number"), ...figure("within_item", "Kendall tau-b within items", "number"), count("candidates", "Candidates"), count("items", "Items")],
      details,
      ({ strength }) => (strength ? [{ ...spread("pooled", strength.pooled), ...spread("within_item", strength.withinItem), candidates: strength.candidateCount, items: strength.withinItem.itemCount }] : []),
      "Share of its judgments that a candidate won, a tie counting half. 95 % by resampling source pictures; ranks are taken once.",
    ),
    tableOf(
      "group-spread",
      "Spread of rewards within items",
      [...figure("mean_std", "Mean std", "number"), ...figure("zero_share", "No spread"), ...figure("kept_by_paper", "Kept, paper"), ...figure("kept_by_code", "Kept, code"), count("items", "Items")],
      details,
      ({ spread: own }) => (own ? [{ ...spread("mean_std", own.meanStd), ...spread("zero_share", own.zeroShare), ...spread("kept_by_paper", own.keptByPaper), ...spread("kept_by_code", own.keptByCode), items: own.itemCount }] : []),
      "Scores brought to 0..1, population standard deviation within an item; no spread: max - min below 1e-12. Kept: the two group filters of Edit-R1 (arXiv 2510.16888). 95 % by resampling source pictures.",
    ),
    tableOf(
      "reward-hacking",
      "What else is preferred",
      [plain("trait", "Trait", "text"), ...figure("scorer_r", "Scorer", "number"), ...figure("people_r", "People", "number"), ...figure("excess", "Excess", "number"), ...figure("at_ties", "Scorer where people tie", "number"), count("n", "Pairs"), count("ties", "Tied pairs")],
      details,
      ({ hacking }) => hacking.map((row) => ({ trait: row.trait, ...spread("scorer_r", row.scorer), ...spread("people_r", row.people), ...spread("excess", row.excess), ...spread("at_ties", row.atTies), n: row.n, ties: row.tieCount })),
      "Correlation of signed ranks, through the origin, of score differences (or people's margins) with differences of the trait: changed share of the picture, pixels, sharpness. Excess: the scorer's minus people's. 95 % by resampling source pictures.",
    ),
  ];
}

/** Judges of pairs for files. */
export function toOrderSwapFigures(rows: readonly OrderSwap[]): FigureTable {
  return {
    name: "order-swap",
    caption: "Judges of pairs in both orders",
    columns: [...WHO, ...figure("consistency", "Same in both orders"), ...figure("first_share", "Names the first"), ...figure("a_first", "Strict, A first"), ...figure("b_first", "Strict, B first"), ...figure("combined", "Strict, both orders"), ...figure("combined_half", "Half credit, both orders"), count("n", "Pairs"), count("clear", "Clear pairs")],
    rows: rows.map((row) => ({ scorer: row.name, dimension: row.dimension, ...spread("consistency", row.consistency), ...spread("first_share", row.firstShare), ...spread("a_first", row.aFirst), ...spread("b_first", row.bFirst), ...spread("combined", row.combined), ...spread("combined_half", row.combinedHalf), n: row.n, clear: row.clearCount })),
    note: "A pair on which both orders disagree is a tie: wrong under the strict rule, one half under half credit. Names the first: share of answers that name the picture standing first in the prompt. 95 % by resampling source pictures.",
  };
}
