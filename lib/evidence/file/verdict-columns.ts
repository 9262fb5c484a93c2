import type { FileVerdict } from "./judgment-line.ts";
import type { PairJudgment } from "../evidence.ts";
import type { FilePairVerdict } from "./pair-verdict-line.ts";
import type { FileItem } from "./read-file-items.ts";

type Refusal = { field: string; code: string; message: string };
export type FileComparison = { id: string; itemId: string; a: string; b: string };

/** Verdicts of files while they are read: compact, since a line of text is ten times as large. */
export type VerdictColumns = {
  comparisons: FileComparison[];
  annotators: { id: string; name: string; simulated: boolean; excluded: boolean }[];
  rows: { comparison: number; annotator: number; dimension: FileVerdict["dimension"]; verdict: number; side: number; durationMs: number; at: number }[];
  /** Judges of pairs in the order they come; a verdict's `comparison` is its place. */
  pairJudges: { name: string; hash: string; verdicts: (Omit<PairJudgment, "comparisonId"> & { comparison: number })[] }[];
  decisions: { comparison: number; dimension: FileVerdict["dimension"]; verdict: number }[];
};

const FLIPPED = [1, 0, 2, 3, 4];
const FLIPPED_SAYING = { A: "B", B: "A", TIE: "TIE" } as const;
type Subject = Pick<FileVerdict, "itemId" | "taskType" | "a" | "b" | "generatorA" | "generatorB" | "comparisonId">;
const pairKey = (itemId: string, a: string, b: string) => JSON.stringify([itemId, ...[a, b].sort()]);

/**
 * Collects verdicts, makes items and candidates that no item file named (`isOpen`), and refuses what contradicts another line:
 * an unknown item, a pair under two names, a second task type, one person's second verdict.
 */
export function createVerdictCollector(items: Map<string, FileItem>, isOpen: boolean): { columns: VerdictColumns; take(verdicts: FileVerdict[]): Refusal | void; takePair(verdict: FilePairVerdict): Refusal | void } {
  const columns: VerdictColumns = { comparisons: [], annotators: [], rows: [], decisions: [], pairJudges: [] };
  const [pairs, ids, annotators, seen] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>(), new Set<string>()];

  function findItem(verdict: Subject): FileItem | Refusal {
    const item = items.get(verdict.itemId) ?? (isOpen ? { id: verdict.itemId, taskType: verdict.taskType, clusterName: verdict.itemId, candidates: new Map() } : null);
    if (!item) return { field: "item_id", code: "item_unknown", message: `No item of the item file is called ${verdict.itemId}.` };
    items.set(item.id, item);
    if (isOpen && verdict.taskType !== null && item.taskType !== null && item.taskType !== verdict.taskType) return { field: "task_type", code: "task_type_changed", message: `An earlier line gives the item the task type ${item.taskType}.` };
    if (isOpen) item.taskType ??= verdict.taskType;
    for (const [id, generator, field] of [[verdict.a, verdict.generatorA, "a"], [verdict.b, verdict.generatorB, "b"]] as const) {
      if (item.candidates.has(id)) continue;
      if (!isOpen) return { field, code: "candidate_unknown", message: `The item ${item.id} has no candidate ${id}.` };
      item.candidates.set(id, { id, generator: generator ?? "unknown", origin: "generator", changedShare: null, pixels: null, sharpness: null });
    }
    return item;
  }

  function findComparison(verdict: Subject): number | Refusal {
    if (verdict.a === verdict.b) return { field: "b", code: "same_candidate", message: "a and b are the same candidate." };
    const key = pairKey(verdict.itemId, verdict.a, verdict.b);
    const [byPair, byId] = [pairs.get(key), verdict.comparisonId === null ? undefined : ids.get(verdict.comparisonId)];
    if (byId !== undefined && byId !== byPair) return { field: "comparison_id", code: "comparison_changed", message: "An earlier line gives this comparison other candidates." };
    if (byPair !== undefined && verdict.comparisonId !== null && byId === undefined && columns.comparisons[byPair]!.id !== key) return { field: "comparison_id", code: "comparison_repeated", message: `These candidates are compared as ${columns.comparisons[byPair]!.id} already.` };
    if (byPair !== undefined) return byPair;
    const at = columns.comparisons.length;
    columns.comparisons.push({ id: verdict.comparisonId ?? key, itemId: verdict.itemId, a: verdict.a, b: verdict.b });
    pairs.set(key, at);
    if (verdict.comparisonId !== null) ids.set(verdict.comparisonId, at);
    return at;
  }

  function numberAnnotator({ annotator, simulated, excluded }: FileVerdict): number {
    const at = annotators.get(annotator) ?? columns.annotators.length;
    if (at === columns.annotators.length) columns.annotators.push({ id: annotator, name: annotator, simulated, excluded });
    annotators.set(annotator, at);
    return at;
  }

  function takeOne(verdict: FileVerdict): Refusal | void {
    const item = findItem(verdict);
    if ("code" in item) return item;
    const comparison = findComparison(verdict);
    if (typeof comparison !== "number") return comparison;
    const isFlipped = columns.comparisons[comparison]!.a !== verdict.a;
    const value = isFlipped ? FLIPPED[verdict.verdict]! : verdict.verdict;
    if (verdict.kind === "decision") return void columns.decisions.push({ comparison, dimension: verdict.dimension, verdict: value });
    const annotator = numberAnnotator(verdict);
    const key = `${comparison} ${annotator} ${verdict.dimension}`;
    if (seen.has(key)) return { field: "annotator", code: "verdict_repeated", message: `${verdict.annotator} has judged this comparison in ${verdict.dimension} in an earlier line: leave one out, or mark it with "counted": false.` };
    seen.add(key);
    columns.rows.push({ comparison, annotator, dimension: verdict.dimension, verdict: value, side: isFlipped ? -verdict.side : verdict.side, durationMs: verdict.durationMs, at: verdict.at });
  }

  function takePair({ scorer, version, dimension, aFirst, bFirst, ...subject }: FilePairVerdict): Refusal | void {
    const item = findItem(subject);
    if ("code" in item) return item;
    const comparison = findComparison(subject);
    if (typeof comparison !== "number") return comparison;
    const judge = columns.pairJudges.find(({ name, hash }) => name === scorer && hash === version) ?? { name: scorer, hash: version, verdicts: [] };
    if (judge.verdicts.length === 0) columns.pairJudges.push(judge);
    const key = `pair ${comparison} ${version} ${scorer} ${dimension}`;
    if (seen.has(key)) return { field: "dimension", code: "verdict_repeated", message: "An earlier line is about the same judge, pair and dimension." };
    seen.add(key);
    const isFlipped = columns.comparisons[comparison]!.a !== subject.a;
    judge.verdicts.push({ comparison, dimension, ...(isFlipped ? { aFirst: FLIPPED_SAYING[bFirst], bFirst: FLIPPED_SAYING[aFirst] } : { aFirst, bFirst }) });
  }

  return {
    columns,
    takePair,
    take(verdicts) {
      for (const verdict of verdicts) {
        const refusal = takeOne(verdict);
        if (refusal) return refusal;
      }
    },
  };
}
