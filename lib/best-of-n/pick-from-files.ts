import { createReadStream } from "node:fs";
import readline from "node:readline";
import { z } from "zod";
import { JuxtaError } from "../errors.ts";
import type { LineProblem } from "../import/item-line.ts";
import { readItemLines } from "../import/read-item-lines.ts";
import { type CandidateToPick, type PickLine, toPickLine } from "./pick-line.ts";

/** The scores that a file of `juxta score` has for an edit. */
export const FILE_DIMENSIONS = ["prompt_following", "consistency", "perceptual_quality", "overall"] as const;
export type FileDimension = (typeof FILE_DIMENSIONS)[number];

/** A pick, with the reference of its picture as the file of items gives it. */
export type FilePick = { line: PickLine; image: string | null };
export type FilePicks = { picks: FilePick[]; problems: LineProblem[] };

const number = z.number().nullish().transform((value) => value ?? null);
const Score = z.object({ item_id: z.string(), candidate_id: z.string(), prompt_following: number, consistency: number, perceptual_quality: number, overall: number, error: z.object({ code: z.string(), message: z.string() }).nullish() });
type Said = Pick<CandidateToPick, "score" | "problem">;

const keyOf = (itemId: string, candidateId: string): string => JSON.stringify([itemId, candidateId]);

/** Scores by item and candidate; of an edit that is there twice the later line counts. */
async function readScores(file: string, dimension: FileDimension): Promise<Map<string, Said>> {
  const said = new Map<string, Said>();
  let number = 0;
  for await (const text of readline.createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (text.trim() === "") continue;
    const parsed = Score.safeParse(parseJson(text));
    if (!parsed.success) throw new JuxtaError("scores_invalid", `Line ${number} of ${file} is not a line of scores.`);
    const { item_id, candidate_id, error } = parsed.data;
    said.set(keyOf(item_id, candidate_id), { score: parsed.data[dimension], problem: error ?? null });
  }
  return said;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Candidates by item in the order of the file; an item that goes on in a later line keeps its place. */
async function readCandidates(file: string): Promise<{ items: Map<string, Map<string, string>>; problems: LineProblem[] }> {
  const items = new Map<string, Map<string, string>>();
  const problems: LineProblem[] = [];
  for await (const { item } of readItemLines(file, (problem) => problems.push(problem))) {
    const candidates = items.get(item.externalId) ?? new Map<string, string>();
    items.set(item.externalId, candidates);
    for (const { externalId, image } of item.candidates) if (!candidates.has(externalId)) candidates.set(externalId, image);
  }
  return { items, problems };
}

/**
 * The best of each item's first n candidates for every n of `counts` (null: of all of them), from a file of items and one of scores.
 * Lines of items with problems are left out and named. Throws `scores_invalid` where the scores are none.
 */
export async function pickFromFiles({ items: itemFile, scores: scoreFile, dimension, counts }: { items: string; scores: string; dimension: FileDimension; counts: readonly number[] | null }): Promise<FilePicks> {
  const [{ items, problems }, said] = await Promise.all([readCandidates(itemFile), readScores(scoreFile, dimension)]);
  const picks: FilePick[] = [];
  for (const [itemId, images] of items) {
    const candidates = [...images.keys()].map((id) => ({ id, ...(said.get(keyOf(itemId, id)) ?? { score: null, problem: null }) }));
    for (const n of counts ?? [candidates.length]) {
      const line = toPickLine({ itemId, n, dimension, candidates });
      picks.push({ line, image: line.candidate_id === null ? null : (images.get(line.candidate_id) ?? null) });
    }
  }
  return { picks, problems };
}
