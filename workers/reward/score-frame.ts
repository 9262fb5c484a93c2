import { toJuxtaError } from "../../lib/errors.ts";
import { inspectPicture } from "../../lib/image/index.ts";
import { combinePasses } from "../../lib/reward/combine-passes.ts";
import type { EditToScore, PassResult } from "../../lib/reward/scorer.ts";
import type { ServiceReply, ServiceRequest } from "../../lib/reward/service-frame.ts";
import type { WarmScorer } from "./warm-scorers.ts";

type Result = ServiceReply["results"][number];

const failed = (error: { code: string; message: string }): Result => ({ ok: false, error: { code: error.code, message: error.message } });
const SILENT = { code: "score_missing", message: "The scorer gave no score." };

/** Passes as one score. Where every pass failed, the first reason stands for all; without `overall` there is nothing to reward. */
function combine(passes: PassResult[], reduction: WarmScorer["reduction"]): Result {
  const { values, spread, passesUsed, failures } = combinePasses(passes, reduction);
  if (passesUsed === 0) return failed(failures[0] ?? SILENT);
  if (values.overall === undefined || !Object.values(values).every(Number.isFinite)) return failed(SILENT);
  return { ok: true, values, spread, passesUsed };
}

/** Why each picture cannot be scored; null for those that can. Only pictures go to a scorer: a judge would be sent anything else. */
async function refusePictures(pictures: Buffer[]): Promise<(Result | null)[]> {
  return Promise.all(pictures.map((bytes) => inspectPicture(bytes).then(() => null, (error: unknown) => failed(toJuxtaError(error)))));
}

/** Scores every item of a request, in order; what is wrong with one item is its own result. */
export async function scoreFrame({ scorer, reduction }: WarmScorer, request: ServiceRequest, pictures: Buffer[], signal: AbortSignal): Promise<ServiceReply> {
  const refusals = await refusePictures(pictures);
  const results = request.items.map(({ source, edit }): Result | null => refusals[source] ?? refusals[edit] ?? null);
  const places = results.flatMap((result, at) => (result === null ? [at] : []));
  const edits = places.map((at): EditToScore => {
    const { source, edit, instruction, taskType } = request.items[at]!;
    return { itemId: String(at), candidateId: String(at), source: pictures[source]!, edit: pictures[edit]!, instruction, taskType };
  });
  const count = request.passes ?? scorer.passes;
  const passes = Array.from({ length: count }, (_, pass) => pass);
  const scored = edits.length === 0 ? [] : await scorer.score(edits, { passes, signal });
  for (const [index, at] of places.entries()) results[at] = combine(scored[index] ?? [], reduction);
  const { name, version, scale, dimensions } = scorer;
  return { scorer: { name, version, scale, dimensions, passes: count }, results: results.map((result) => result ?? failed(SILENT)) };
}
