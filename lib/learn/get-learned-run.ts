import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { type DbOrTransaction, getDb, type Prisma } from "../db.ts";
import { notFound } from "../errors.ts";
import type { LearnReport } from "./report.ts";
import { LearnSettings } from "./schemas.ts";

const WITH_PEOPLE = { createdBy: { select: { email: true, pseudonym: true } }, decidedBy: { select: { email: true, pseudonym: true } }, scorerVersion: { include: { scorer: true } } } satisfies Prisma.LearnedRunInclude;
type Row = Prisma.LearnedRunGetPayload<{ include: typeof WITH_PEOPLE }>;

/** A run with its settings and, once it is done, its report. */
export type ShownLearnedRun = Omit<Row, "settings" | "report"> & { settings: LearnSettings; report: LearnReport | null };

const show = (row: Row): ShownLearnedRun => ({ ...row, settings: LearnSettings.parse(row.settings), report: row.report as LearnReport | null });

/** A run for a caller with a managing role in its project. Throws `not_found` (for strangers too) or `forbidden`. */
export async function getLearnedRun(caller: Caller, runId: string, db: DbOrTransaction = getDb()): Promise<ShownLearnedRun> {
  const row = await db.learnedRun.findUnique({ where: { id: runId }, include: WITH_PEOPLE });
  if (!row) throw notFound("There is no such run.");
  await requireCaller(db, caller, row.projectId, MANAGING_ROLES);
  return show(row);
}

/** The runs of a project, newest first. Throws `not_found`, `forbidden`. */
export async function listLearnedRuns(caller: Caller, projectId: string, most = 20): Promise<ShownLearnedRun[]> {
  await requireCaller(getDb(), caller, projectId, MANAGING_ROLES);
  return (await getDb().learnedRun.findMany({ where: { projectId }, include: WITH_PEOPLE, orderBy: { createdAt: "desc" }, take: most })).map(show);
}
