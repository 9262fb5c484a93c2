import path from "node:path";
import type { DimensionName } from "../../project/schemas.ts";
import type { EvidenceBuilder } from "../build-evidence.ts";
import type { FileItem } from "./read-file-items.ts";
import { type FileProblems, readJsonLines } from "./read-json-lines.ts";
import { type FileScore, parseScores } from "./score-line.ts";

type CandidateScores = { itemId: string; candidateId: string; passes: Map<number, FileScore["scores"]>; lineOverall: number | null };
export type FileScorer = { id: string; name: string; hash: string; scale: [number, number]; candidates: Map<string, CandidateScores> };

export const candidateKey = (itemId: string, candidateId: string) => JSON.stringify([itemId, candidateId]);
const ZERO_TO_TEN: [number, number] = [0, 10];

/** The scorers of a file: one by the file's name, or those that a project's export names. `items` gains candidates that nobody named where `isOpen`. */
export async function readFileScores(file: string, items: Map<string, FileItem>, isOpen: boolean, problems: FileProblems): Promise<FileScorer[]> {
  const scorers = new Map<string, FileScorer>();
  const own = { name: path.basename(file).replace(/\.jsonl?$/, ""), hash: "", scale: ZERO_TO_TEN };
  await readJsonLines(file, parseScores, problems, (scores) => {
    for (const score of scores) {
      const item = items.get(score.itemId) ?? (isOpen ? { id: score.itemId, taskType: null, clusterName: score.itemId, candidates: new Map() } : null);
      if (!item) return { field: "item_id", code: "item_unknown", message: `No item of the item file is called ${score.itemId}.` };
      items.set(item.id, item);
      if (!item.candidates.has(score.candidateId)) {
        if (!isOpen) return { field: "candidate_id", code: "candidate_unknown", message: `The item ${item.id} has no candidate ${score.candidateId}.` };
        item.candidates.set(score.candidateId, { id: score.candidateId, generator: "unknown", origin: "generator", changedShare: null, pixels: null, sharpness: null });
      }
      const { name, hash, scale } = score.scorer ?? own;
      const id = hash === "" ? file : `${name} ${hash}`;
      const scorer = scorers.get(id) ?? { id, name, hash, scale, candidates: new Map() };
      scorers.set(id, scorer);
      const key = candidateKey(score.itemId, score.candidateId);
      const candidate = scorer.candidates.get(key) ?? { itemId: score.itemId, candidateId: score.candidateId, passes: new Map(), lineOverall: score.lineOverall };
      scorer.candidates.set(key, candidate);
      if (candidate.passes.has(score.pass)) return { field: "candidate_id", code: "score_repeated", message: `Pass ${score.pass} of ${score.candidateId} of ${score.itemId} stands in an earlier line.` };
      candidate.passes.set(score.pass, score.scores);
    }
  });
  return [...scorers.values()];
}

const mean = (values: number[]) => (values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length);
const over = (candidate: CandidateScores, dimension: DimensionName) => mean([...candidate.passes.values()].flatMap((scores) => scores[dimension] ?? []));

/** Whether the lines' overall scores are computed from the parts' means: EditScore's `average_first`, which passes alone do not show. */
function isAverageFirst({ candidates }: FileScorer): boolean {
  const near = (a: number, b: number) => Math.abs(a - b) < 1e-9;
  const telling = [...candidates.values()].filter((row) => row.lineOverall !== null && row.passes.size > 1 && !near(over(row, "overall"), row.lineOverall));
  return telling.length > 0 && telling.every((row) => near(Math.sqrt(over(row, "prompt_following") * over(row, "visual_quality")), row.lineOverall!));
}

/** Hands a scorer over to the evidence. */
export function addFileScorer(builder: EvidenceBuilder, scorer: FileScorer): void {
  const passes = [...scorer.candidates.values()].flatMap(({ passes: own }) => [...own.keys()]);
  const passCount = passes.reduce((most, pass) => Math.max(most, pass + 1), 1);
  builder.addScorer({ id: scorer.id, name: scorer.name, kind: "file", hash: scorer.hash, scale: scorer.scale, passCount, isAverageFirst: isAverageFirst(scorer) });
  for (const { itemId, candidateId, passes: own } of scorer.candidates.values()) {
    for (const [pass, scores] of own) for (const [dimension, value] of Object.entries(scores)) builder.addScore({ scorerId: scorer.id, candidateId: candidateKey(itemId, candidateId), dimension: dimension as DimensionName, pass, value });
  }
}
