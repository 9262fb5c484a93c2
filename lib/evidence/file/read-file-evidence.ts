import { JuxtaError } from "../../errors.ts";
import { DIMENSIONS } from "../../project/schemas.ts";
import { createEvidenceBuilder } from "../build-evidence.ts";
import type { Evidence, JudgmentColumns, PairJudgeVerdicts } from "../evidence.ts";
import { toJudgmentColumns } from "../read-project-judgments.ts";
import { parseVerdicts } from "./judgment-line.ts";
import { parsePairVerdict } from "./pair-verdict-line.ts";
import { type FileItem, readFileItems } from "./read-file-items.ts";
import { FileProblems, readJsonLines } from "./read-json-lines.ts";
import { addFileScorer, candidateKey, type FileScorer, readFileScores } from "./score-columns.ts";
import { createVerdictCollector, type VerdictColumns } from "./verdict-columns.ts";

/** Whole paths. Any of them may be a project's export, which holds everything. */
export type EvidenceFiles = { judgments: string; scores: readonly string[]; items: string | null };

/** By bytes of UTF-8, as the database sorts names for evidence: the order decides which clusters are drawn. */
export const compareNames = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

function sortedComparisons({ comparisons }: VerdictColumns): number[] {
  return [...comparisons.keys()].sort((x, y) => {
    const [first, second] = [comparisons[x]!, comparisons[y]!];
    return compareNames(first.itemId, second.itemId) || compareNames(first.a, second.a) || compareNames(first.b, second.b);
  });
}

function buildEvidence(items: Map<string, FileItem>, columns: VerdictColumns, scorers: readonly FileScorer[]): Evidence {
  const used = new Set([...columns.rows, ...columns.decisions].map((row) => row.dimension));
  const builder = createEvidenceBuilder(DIMENSIONS.filter((dimension) => used.has(dimension)));
  const sorted = [...items.values()].sort((a, b) => compareNames(a.id, b.id));
  for (const { id, taskType, clusterName } of sorted) builder.addItem({ id, externalId: id, taskType, clusterName });
  for (const { id, candidates } of sorted) {
    for (const candidate of [...candidates.values()].sort((a, b) => compareNames(a.id, b.id))) builder.addCandidate({ ...candidate, externalId: candidate.id, id: candidateKey(id, candidate.id), itemId: id });
  }
  for (const at of sortedComparisons(columns)) {
    const { id, itemId, a, b } = columns.comparisons[at]!;
    builder.addComparison({ id, aId: candidateKey(itemId, a), bId: candidateKey(itemId, b) });
  }
  const places = columns.comparisons.map(({ id }) => builder.comparisonAt(id)!);
  for (const { comparison, annotator, dimension, verdict } of columns.rows) {
    const { simulated, excluded } = columns.annotators[annotator]!;
    const tally = builder.tallyOf(dimension)!;
    if (!excluded) (simulated ? tally.simulated : tally.people)[places[comparison]! * 5 + verdict]! += 1;
  }
  for (const { comparison, dimension, verdict } of columns.decisions) builder.tallyOf(dimension)!.decision[places[comparison]!] = 1 + verdict;
  for (const scorer of scorers) addFileScorer(builder, scorer);
  return builder.build();
}

function toColumns(evidence: Evidence, { comparisons, annotators, rows }: VerdictColumns): JudgmentColumns {
  const places = new Map(evidence.comparisons.ids.map((id, at) => [id, at]));
  const byName = [...annotators.keys()].sort((a, b) => compareNames(annotators[a]!.name, annotators[b]!.name));
  const numbers = new Map(byName.map((from, to) => [from, to]));
  const ordered = rows.map((row) => ({ ...row, comparison: places.get(comparisons[row.comparison]!.id)!, annotator: numbers.get(row.annotator)!, at: Number.isNaN(row.at) ? 0 : row.at, dimension: evidence.dimensions.indexOf(row.dimension) }));
  ordered.sort((a, b) => (a.at === b.at ? 0 : a.at - b.at));
  return toJudgmentColumns(ordered, byName.map((at) => annotators[at]!));
}

/**
 * Evidence from JSON lines, without a database; the same judgments and scores give the figures that the project's page shows.
 * Throws `file_missing`, `evidence_invalid` with every wrong line, and `evidence_empty`.
 */
export async function readFileEvidence(files: EvidenceFiles): Promise<{ evidence: Evidence; judgments: JudgmentColumns; pairJudges: PairJudgeVerdicts[] }> {
  const problems = new FileProblems();
  const items = files.items === null ? new Map<string, FileItem>() : await readFileItems(files.items, problems);
  problems.throwIfAny();
  const isOpen = files.items === null;
  const collector = createVerdictCollector(items, isOpen);
  const parse = (value: unknown) => parsePairVerdict(value) ?? parseVerdicts(value);
  await readJsonLines(files.judgments, parse, problems, (parsed) => (Array.isArray(parsed) ? collector.take(parsed) : collector.takePair(parsed)));
  const scorers: FileScorer[] = [];
  for (const file of files.scores) scorers.push(...(await readFileScores(file, items, isOpen, problems)));
  problems.throwIfAny();
  if (collector.columns.rows.length + collector.columns.decisions.length === 0) throw new JuxtaError("evidence_empty", "The judgment file holds no judgment that counts.");
  const evidence = buildEvidence(items, collector.columns, scorers);
  const pairJudges = collector.columns.pairJudges.map(({ name, hash, verdicts }) => ({ scorerVersionId: hash, name, hash, verdicts: verdicts.map(({ comparison, ...saying }) => ({ ...saying, comparisonId: collector.columns.comparisons[comparison]!.id })) }));
  return { evidence, judgments: toColumns(evidence, collector.columns), pairJudges };
}
