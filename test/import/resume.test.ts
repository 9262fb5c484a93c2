import { afterAll, beforeAll, expect, test } from "vitest";
import { JuxtaError } from "#lib/errors.ts";
import { createImport, type ImportProgress, runImport } from "#lib/import/index.ts";
import { importSource, makeLine, readProblems, writeSource } from "../factories/import-source.ts";
import { makePlainPicture } from "../factories/pictures.ts";
import { makeProject } from "../factories/project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

let database: TestDatabase;
let files: Record<string, Buffer>;
beforeAll(async () => {
  database = await createTestDatabase();
  files = { "source.png": await makePlainPicture(), "a.png": await makePlainPicture({ colour: "red" }), "b.png": await makePlainPicture({ colour: "blue" }) };
});
afterAll(() => database?.drop());

const COUNTS = { state: true, lineCount: true, newItemCount: true, unchangedItemCount: true, newCandidateCount: true, problemCount: true, bytesRead: true } as const;
const countsOf = (id: string) => database.db.import.findUniqueOrThrow({ where: { id }, select: COUNTS });

/** Runs an import that ends after its first batch, as when the database goes away. */
async function runUntilStopped(importId: string): Promise<ImportProgress> {
  let reached: ImportProgress | undefined;
  const stop = (progress: ImportProgress) => {
    reached = progress;
    throw new JuxtaError("database_unavailable", "The database cannot be reached.", { status: 503 });
  };
  await expect(runImport(importId, { onProgress: stop })).rejects.toMatchObject({ code: "database_unavailable" });
  return reached!;
}

/** More than one batch of lines: good ones, broken ones, and one that names an item again. */
function manyLines() {
  const lines: Parameters<typeof writeSource>[0] = Array.from({ length: 450 }, (_, index) => makeLine(`item-${index}`));
  lines[10] = "{ broken";
  lines[20] = makeLine("item-20", { source: "nowhere.png" });
  lines[30] = makeLine("item-5");
  lines[40] = makeLine("item-5", { instruction: "Make the mug blue" });
  lines[440] = "broken }";
  return lines;
}

test("an import stopped in the middle and run again ends as one that was never stopped", async () => {
  const lines = manyLines();
  const whole = await importSource((await makeProject()).id, writeSource(lines, files));
  const project = await makeProject();
  const row = await createImport("operator", { projectId: project.id, sourcePath: writeSource(lines, files), queued: false });
  expect(await runUntilStopped(row.id)).toMatchObject({ lineCount: 400, newItemCount: 396, problemCount: 3 });
  expect(await countsOf(row.id)).toMatchObject({ state: "FAILED", newItemCount: 396 });
  expect((await database.db.import.findUniqueOrThrow({ where: { id: row.id } })).errorCode).toBe("database_unavailable");
  await runImport(row.id);
  expect(await countsOf(row.id)).toEqual(await countsOf(whole.id));
  expect(await countsOf(row.id)).toMatchObject({ state: "DONE", lineCount: 450, newItemCount: 445, unchangedItemCount: 1, newCandidateCount: 890, problemCount: 4 });
  expect(await readProblems(row.id)).toEqual(await readProblems(whole.id));
  expect(await database.db.item.count({ where: { projectId: project.id } })).toBe(445);
  expect(await database.db.candidate.count({ where: { projectId: project.id } })).toBe(890);
});

test("a stopped import that adds candidates to known items still counts them", async () => {
  const project = await makeProject();
  const lines = Array.from({ length: 410 }, (_, index) => makeLine(`item-${index}`));
  await importSource(project.id, writeSource(lines, files));
  const more = lines.map((line) => ({ ...line, candidates: [{ candidate_id: "c", image: "b.png" }] }));
  const row = await createImport("operator", { projectId: project.id, sourcePath: writeSource(more, files), queued: false });
  await runUntilStopped(row.id);
  await runImport(row.id);
  expect(await countsOf(row.id)).toMatchObject({ newItemCount: 0, unchangedItemCount: 410, newCandidateCount: 410 });
});

test("progress counts bytes of the file up to the end of the batch", async () => {
  const project = await makeProject();
  const seen: ImportProgress[] = [];
  const row = await createImport("operator", { projectId: project.id, sourcePath: writeSource(manyLines(), files), queued: false });
  const done = await runImport(row.id, { onProgress: (progress) => void seen.push(progress) });
  expect(seen.map(({ lineCount }) => lineCount)).toEqual([400]);
  expect(seen[0]!.bytesTotal).toBe(done.bytesTotal);
  expect(seen[0]!.bytesRead).toBeGreaterThan(0n);
  expect(seen[0]!.bytesRead).toBeLessThan(done.bytesTotal);
  expect(done.bytesRead).toBe(done.bytesTotal);
});

test("a file that went away fails the import with its reason", async () => {
  const project = await makeProject();
  const row = await createImport("operator", { projectId: project.id, sourcePath: writeSource([], files), queued: false });
  await database.db.import.update({ where: { id: row.id }, data: { sourcePath: `${row.sourcePath}-gone` } });
  await expect(runImport(row.id)).rejects.toMatchObject({ code: "source_missing" });
  expect(await database.db.import.findUniqueOrThrow({ where: { id: row.id } })).toMatchObject({ state: "FAILED", errorCode: "source_missing" });
  await expect(runImport("00000000-0000-4000-8000-000000000000")).rejects.toMatchObject({ code: "not_found" });
});
