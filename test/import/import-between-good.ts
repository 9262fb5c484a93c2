import { expect } from "vitest";
import { getDb } from "#lib/db.ts";
import { importSource, makeLine, readProblems, writeSource } from "../factories/import-source.ts";
import { makePlainPicture } from "../factories/pictures.ts";
import { makeProject } from "../factories/project.ts";

/** A candidate of a line. */
export const candidate = (image: unknown, id = "x") => ({ candidate_id: id, image });
/** A line whose second candidate has this picture and whose first is good. */
export const withImage = (itemId: string, image: unknown) => makeLine(itemId, { candidates: [candidate("a.png", "a"), candidate(image)] });

/**
 * Imports lines between two good ones and expects the good ones, and only them, to be there. Gives what was refused:
 * line (the first of `lines` is line 2), field and code.
 */
export async function importBetweenGood(lines: Parameters<typeof writeSource>[0], files: Record<string, Buffer | string> = {}, prepareFolder: (folder: string) => void = () => {}): Promise<[number, string, string][]> {
  const project = await makeProject();
  const good = { "source.png": await makePlainPicture(), "a.png": await makePlainPicture({ colour: "red" }), "b.png": await makePlainPicture({ colour: "blue" }) };
  const folder = writeSource([makeLine("first"), ...lines, makeLine("last")], { ...good, ...files });
  prepareFolder(folder);
  const done = await importSource(project.id, folder);
  const items = await getDb().item.findMany({ where: { projectId: project.id }, orderBy: { externalId: "asc" } });
  expect(items.map((item) => [item.externalId, item.importLine])).toEqual([["first", 1], ["last", lines.length + 2]]);
  expect(await getDb().candidate.count({ where: { projectId: project.id } })).toBe(4);
  const problems = await readProblems(done.id);
  expect(done).toMatchObject({ state: "DONE", lineCount: lines.length + 2, newItemCount: 2, newCandidateCount: 4, problemCount: problems.length });
  return problems;
}
