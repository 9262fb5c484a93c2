import path from "node:path";
import type { Readable } from "node:stream";
import type { Caller } from "../auth/actor.ts";
import { getEnv } from "../env.ts";
import { notFound } from "../errors.ts";
import { getStorage } from "../image/index.ts";
import { getLearnedRun } from "./get-learned-run.ts";

/** What is written of a learned head: the model, the same as plain data, and inputs with what comes of them. */
export const HEAD_FILES = ["head.onnx", "manifest.json", "weights.json", "parity.json", "report.json"] as const;
export type HeadFile = (typeof HEAD_FILES)[number];

export const headKey = (runId: string, file: HeadFile): string => path.posix.join("learned", runId, file);

/** Where the files of a run lie. */
export const headFolder = (runId: string): string => path.join(getEnv().JUXTA_HOME, "storage", "learned", runId);

export async function writeHeadFiles(runId: string, files: Record<HeadFile, Uint8Array>): Promise<void> {
  for (const file of HEAD_FILES) await getStorage().write(headKey(runId, file), files[file]);
}

/** One file of a learned head. Throws `not_found`, `forbidden`. */
export async function openHeadFile(caller: Caller, runId: string, file: string): Promise<{ name: HeadFile; stream: Readable }> {
  const run = await getLearnedRun(caller, runId);
  const name = HEAD_FILES.find((known) => known === file);
  if (!name || !run.scorerVersionId || !(await getStorage().has(headKey(runId, name)))) throw notFound("There is no such file.");
  return { name, stream: getStorage().stream(headKey(runId, name)) };
}
