import type { Evidence, Votes } from "../evidence/index.ts";
import type { FigureTable } from "../figure-table/index.ts";
import { groupOfTask } from "../item/task-type.ts";
import { type ClusterResampling, countCandidates, isScoredRight, resampleRatio } from "../stats/index.ts";
import { AGREEMENT_BANDS, bandOfCounts } from "./agreement-band.ts";
import { type JudgedPairs, strictCredit, toScoredPairs } from "./judged-pairs.ts";
import { type Estimate, type MeasuredScorer, resampleCeiling, resampleCredit, toEstimate } from "./measure-accuracy.ts";

export const BREAKDOWNS = ["taskGroup", "taskType", "generators", "origin", "agreement", "judges"] as const;
export type BreakdownName = (typeof BREAKDOWNS)[number];

/** Strict accuracy over some of the clear pairs, beside how far one person agrees with the others there. `key` selects the same pairs in lists. */
export type BreakdownRow = { key: string; strict: Estimate; ceiling: Estimate; n: number; clusterCount: number };

/** Groups of candidates of one item of which every two were judged: right only as a whole. */
export type GroupRow = { candidates: number; whole: Estimate; pairs: Estimate; n: number };

export type Breakdown = { by: Record<BreakdownName, BreakdownRow[]>; groups: GroupRow[] };

const GROUP_SIZES = [2, 3, 4];

type KeyOf = (evidence: Evidence, votes: Votes, row: number) => string;

const candidatesOf = ({ candidates, comparisons }: Evidence, votes: Votes, row: number) => [candidates[comparisons.a[votes.row[row]!]!]!, candidates[comparisons.b[votes.row[row]!]!]!] as const;
const taskTypeOf: KeyOf = (evidence, votes, row) => evidence.items[evidence.comparisons.item[votes.row[row]!]!]!.taskType ?? "";

const KEYS: Record<BreakdownName, KeyOf> = {
  taskGroup: (evidence, votes, row) => groupOfTask(taskTypeOf(evidence, votes, row)) ?? "other",
  taskType: taskTypeOf,
  generators: (evidence, votes, row) => JSON.stringify(candidatesOf(evidence, votes, row).map(({ generator }) => generator).sort()),
  origin: (evidence, votes, row) => [...new Set(candidatesOf(evidence, votes, row).map(({ origin }) => origin))].sort().join("+"),
  agreement: (_evidence, votes, row) => bandOfCounts(votes.a[row]!, votes.b[row]!, votes.tie[row]! + votes.bothBad[row]!),
  judges: (_evidence, votes, row) => String(votes.n[row]!),
};

const ORDERS: Partial<Record<BreakdownName, (a: string, b: string) => number>> = {
  taskGroup: (a, b) => ["subject", "appearance", "scene", "advanced", "other"].indexOf(a) - ["subject", "appearance", "scene", "advanced", "other"].indexOf(b),
  agreement: (a, b) => AGREEMENT_BANDS.findIndex((band) => band === a) - AGREEMENT_BANDS.findIndex((band) => band === b),
  judges: (a, b) => Number(a) - Number(b),
};

function breakDownBy(name: BreakdownName, evidence: Evidence, votes: Votes, { pairs, clear, pooled }: MeasuredScorer, drawing: ClusterResampling): BreakdownRow[] {
  const groups = Map.groupBy(clear, (at) => KEYS[name](evidence, votes, pairs.place[at]!));
  const order = ORDERS[name] ?? ((a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0));
  return [...groups]
    .sort(([a], [b]) => order(a, b))
    .map(([key, members]) => {
      const places = Int32Array.from(members);
      const strict = resampleCredit(drawing, pairs, places, strictCredit);
      const isUnscored = pooled.estimate === null;
      return { key, strict: isUnscored ? { value: null, interval: null } : toEstimate(strict), ceiling: toEstimate(resampleCeiling(drawing, votes, pairs, places)), n: places.length, clusterCount: strict.clusterCount };
    });
}

/** Items whose judged pairs are all pairs of their judged candidates, none of them tied or undecided. */
function wholeGroups(evidence: Evidence, votes: Votes, pairs: JudgedPairs): { size: number; places: Int32Array; cluster: number }[] {
  const byItem = Map.groupBy(pairs.place.keys(), (at) => evidence.comparisons.item[votes.row[pairs.place[at]!]!]!);
  return [...byItem.values()].flatMap((members) => {
    const named = new Set(members.flatMap((at) => [evidence.comparisons.a[votes.row[pairs.place[at]!]!]!, evidence.comparisons.b[votes.row[pairs.place[at]!]!]!]));
    const isWhole = countCandidates(members.length) === named.size && members.every((at) => pairs.human[at] !== 0);
    return isWhole ? [{ size: named.size, places: Int32Array.from(members), cluster: pairs.cluster[members[0]!]! }] : [];
  });
}

function measureGroups(evidence: Evidence, votes: Votes, { pairs }: MeasuredScorer, drawing: ClusterResampling): GroupRow[] {
  const groups = wholeGroups(evidence, votes, pairs);
  return GROUP_SIZES.map((candidates) => {
    const own = groups.filter(({ size }) => size === candidates);
    const right = own.map(({ places }) => toScoredPairs(pairs, places).filter(isScoredRight).length);
    const total = own.map(({ places }) => places.length);
    const cluster = own.map((group) => group.cluster);
    const whole = resampleRatio(drawing, { numerator: right.map((count, at) => (count === total[at] ? 1 : 0)), denominator: own.map(() => 1), cluster });
    return { candidates, whole: toEstimate(whole), pairs: toEstimate(resampleRatio(drawing, { numerator: right, denominator: total, cluster })), n: own.length };
  });
}

/**
 * One scorer in one dimension by what kind of pair it is: task, generators, origin, how far people agree and how many they
 * are; and over whole groups of 2, 3 and 4 candidates, which are right only where every pair is (K of EditReward-Bench of TIGER-Lab).
 */
export function breakDown(evidence: Evidence, votes: Votes, measured: MeasuredScorer, drawing: ClusterResampling): Breakdown {
  const by = Object.fromEntries(BREAKDOWNS.map((name) => [name, breakDownBy(name, evidence, votes, measured, drawing)])) as Breakdown["by"];
  return { by, groups: measureGroups(evidence, votes, measured, drawing) };
}

const WORDS: Record<BreakdownName, string> = { taskGroup: "task group", taskType: "task type", generators: "generators", origin: "origin", agreement: "agreement of the judges", judges: "number of judgments" };
type Detail = { scorer: { name: string }; dimension: string; breakdown: Breakdown };

/** One breakdown of one or more scorers and dimensions for files. */
export function toBreakdownFigures(name: BreakdownName, details: readonly Detail[]): FigureTable {
  return {
    name: `breakdown-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    caption: `Strict accuracy by ${WORDS[name]}`,
    columns: [
      { key: "scorer", label: "Scorer", kind: "text" },
      { key: "dimension", label: "Dimension", kind: "text" },
      { key: "group", label: "Pairs", kind: "text" },
      { key: "strict", label: "Strict", kind: "share" },
      { key: "strict_interval", label: "95 %", kind: "share_interval" },
      { key: "ceiling", label: "Human ceiling", kind: "share" },
      { key: "ceiling_interval", label: "95 %", kind: "share_interval" },
      { key: "n", label: "Clear pairs", kind: "count" },
      { key: "sources", label: "Source pictures", kind: "count" },
    ],
    rows: details.flatMap(({ scorer, dimension, breakdown }) =>
      breakdown.by[name].map((row) => ({ scorer: scorer.name, dimension, group: name === "generators" ? (JSON.parse(row.key) as string[]).join(" / ") : row.key || "none", strict: row.strict.value, strict_interval: row.strict.interval, ceiling: row.ceiling.value, ceiling_interval: row.ceiling.interval, n: row.n, sources: row.clusterCount })),
    ),
    note: "Pooled over clear pairs; an equal or missing score is wrong. Human ceiling: one person against the majority of the others. 95 % by resampling source pictures.",
  };
}

/** Whole groups of candidates of one or more scorers and dimensions for files. */
export function toGroupFigures(details: readonly Detail[]): FigureTable {
  return {
    name: "group-accuracy",
    caption: "Whole groups of candidates",
    columns: [
      { key: "scorer", label: "Scorer", kind: "text" },
      { key: "dimension", label: "Dimension", kind: "text" },
      { key: "candidates", label: "Candidates", kind: "count" },
      { key: "whole", label: "Whole group", kind: "share" },
      { key: "whole_interval", label: "95 %", kind: "share_interval" },
      { key: "pairs", label: "Single pairs", kind: "share" },
      { key: "pairs_interval", label: "95 %", kind: "share_interval" },
      { key: "groups", label: "Groups", kind: "count" },
    ],
    rows: details.flatMap(({ scorer, dimension, breakdown }) => breakdown.groups.map((row) => ({ scorer: scorer.name, dimension, candidates: row.candidates, whole: row.whole.value, whole_interval: row.whole.interval, pairs: row.pairs.value, pairs_interval: row.pairs.interval, groups: row.n }))),
    note: "Items of which every two judged candidates were compared and none is tied; a group is right only where every pair is. 95 % by resampling source pictures.",
  };
}
