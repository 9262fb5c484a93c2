import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import path from "node:path";
import { getEnv } from "#lib/env.ts";
import type { Import } from "#lib/generated/prisma/client.ts";
import { createImport, listImportProblems, runImport } from "#lib/import/index.ts";

type Line = Record<string, unknown>;

/** The line of an item with one source and candidates `a` and `b`; overrides replace fields, `undefined` removes them. */
export function makeLine(itemId: string, overrides: Line = {}): Line {
  return {
    item_id: itemId,
    source: "source.png",
    instruction: "Make the mug red",
    task_type: "color_alter",
    candidates: [
      { candidate_id: "a", image: "a.png", generator: "alpha" },
      { candidate_id: "b", image: "b.png", generator: "beta" },
    ],
    ...overrides,
  };
}

/** items.jsonl of lines (objects, or text as it should stand there) and the files beside it; removed with JUXTA_HOME. */
export function writeSource(lines: (Line | string | Buffer)[], files: Record<string, Buffer | string> = {}): string {
  const folder = mkdtempSync(path.join(getEnv().JUXTA_HOME, "source-"));
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), bytes);
  }
  const parts = lines.flatMap((line) => [typeof line === "string" || Buffer.isBuffer(line) ? Buffer.from(line) : Buffer.from(JSON.stringify(line)), Buffer.from("\n")]);
  writeFileSync(path.join(folder, "items.jsonl"), Buffer.concat(parts));
  return folder;
}

/** Imports a folder or file as the operator, at once. */
export async function importSource(projectId: string, sourcePath: string): Promise<Import> {
  return runImport((await createImport("operator", { projectId, sourcePath, queued: false })).id);
}

/** What was refused: line, field and code, in the order of the file. */
export async function readProblems(importId: string): Promise<[number, string, string][]> {
  const { rows } = await listImportProblems("operator", importId, { page: 1, pageSize: 1_000 });
  return rows.map(({ line, field, code }) => [line, field, code]);
}
