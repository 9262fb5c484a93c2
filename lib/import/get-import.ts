import { z } from "zod";
import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { notFound } from "../errors.ts";
import type { Import, ImportProblem } from "../generated/prisma/client.ts";

/** How far the worker is with the items of an import. */
export type ImportState = Import & { itemCount: number; preparedItemCount: number };

/** An import with the worker's progress on its items. Throws `not_found` or `forbidden`. */
export async function getImport(caller: Caller, importId: string): Promise<ImportState> {
  const db = getDb();
  const row = z.uuid().safeParse(importId).success ? await db.import.findUnique({ where: { id: importId } }) : null;
  if (!row) throw notFound("There is no such import.");
  await requireCaller(db, caller, row.projectId, MANAGING_ROLES);
  const itemCount = await db.item.count({ where: { importId } });
  const preparedItemCount = await db.item.count({ where: { importId, preparedAt: { not: null } } });
  return { ...row, itemCount, preparedItemCount };
}

/** The imports of a project, newest first. Pages count from 1. */
export async function listImports(caller: Caller, projectId: string, input: { page: number; pageSize: number }): Promise<{ rows: Import[]; total: number }> {
  const db = getDb();
  await requireCaller(db, caller, projectId, MANAGING_ROLES);
  const [rows, total] = await Promise.all([
    db.import.findMany({ where: { projectId }, orderBy: { createdAt: "desc" }, skip: (input.page - 1) * input.pageSize, take: input.pageSize }),
    db.import.count({ where: { projectId } }),
  ]);
  return { rows, total };
}

/** The refused lines of an import in the order of the file. Pages count from 1. */
export async function listImportProblems(caller: Caller, importId: string, input: { page: number; pageSize: number }): Promise<{ rows: ImportProblem[]; total: number }> {
  await getImport(caller, importId);
  const db = getDb();
  const [rows, total] = await Promise.all([
    db.importProblem.findMany({ where: { importId }, orderBy: [{ line: "asc" }, { id: "asc" }], skip: (input.page - 1) * input.pageSize, take: input.pageSize }),
    db.importProblem.count({ where: { importId } }),
  ]);
  return { rows, total };
}

const PROBLEMS_PER_READ = 1_000;

/** All problems of an import as JSONL, one object a line, for the downloadable report. */
export async function* streamImportProblems(caller: Caller, importId: string): AsyncGenerator<string> {
  await getImport(caller, importId);
  for (let after = 0n; ; ) {
    const rows = await getDb().importProblem.findMany({ where: { importId, id: { gt: after } }, orderBy: { id: "asc" }, take: PROBLEMS_PER_READ });
    for (const { line, field, code, message } of rows) yield `${JSON.stringify({ line, field, code, message })}\n`;
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
  }
}
