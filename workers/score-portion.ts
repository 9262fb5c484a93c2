import type { PassResult, Scorer } from "../lib/reward/scorer.ts";
import { readEdits } from "../lib/scorer/index.ts";
import type { PendingCandidate, ScoredCandidate } from "../lib/scoring-run/index.ts";

const isGone = (error: unknown) => error instanceof Error && "code" in error && error.code === "ENOENT";

/** Nothing was asked: why, for every pass. */
function failAll({ candidateId, passes }: PendingCandidate, error: { code: string; message: string }): ScoredCandidate {
  return { candidateId, ms: 0, results: passes.map((pass): PassResult => ({ pass, ok: false, error, replies: [] })) };
}

const GONE = { code: "picture_missing", message: "The picture's file is not in the storage any more." };
const SILENT = { code: "score_missing", message: "The scorer gave no score." };

/** Every pass that was asked for, once: what the scorer left out has failed. */
function complete(passes: number[], results: PassResult[]): PassResult[] {
  return passes.map((pass) => results.find((result) => result.pass === pass) ?? { pass, ok: false, error: SILENT, replies: [] });
}

/** Scores candidates that want the same passes; each gets a result for every pass, in the order given. */
export async function scorePortion(scorer: Scorer, portion: PendingCandidate[], signal: AbortSignal): Promise<ScoredCandidate[]> {
  const passes = portion[0]?.passes ?? [];
  const ids = portion.map(({ candidateId }) => candidateId);
  const edits = await readEdits(ids).catch((error: unknown) => {
    if (isGone(error)) return null;
    throw error;
  });
  // One missing file must not take its neighbours along.
  if (edits === null && portion.length > 1) return (await Promise.all(portion.map((candidate) => scorePortion(scorer, [candidate], signal)))).flat();
  const known = edits ?? [];
  const startedAt = performance.now();
  const results = known.length > 0 ? await scorer.score(known, { passes, signal }) : [];
  const ms = (performance.now() - startedAt) / Math.max(1, known.length);
  return portion.map((candidate) => {
    const at = known.findIndex(({ candidateId }) => candidateId === candidate.candidateId);
    return at < 0 ? failAll(candidate, GONE) : { candidateId: candidate.candidateId, ms, results: complete(passes, results[at] ?? []) };
  });
}
