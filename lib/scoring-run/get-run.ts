import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { notFound } from "../errors.ts";
import type { Prisma, ScoringRun } from "../generated/prisma/client.ts";
import { findRun } from "./find-run.ts";

const LISTED = { scorerVersion: { include: { scorer: true } }, createdBy: { select: { pseudonym: true, email: true } } } satisfies Prisma.ScoringRunInclude;

/** `cost`: tokens times prices in the owner's currency; null without prices. `openCount`: passes that are neither scored nor failed. */
export type ListedRun = Prisma.ScoringRunGetPayload<{ include: typeof LISTED }> & { cost: number | null; openCount: number };

const MILLION = 1_000_000;

/** What the tokens of a run cost; null when it has no price. */
export function costOf({ promptTokens, completionTokens, promptPrice, completionPrice }: Pick<ScoringRun, "promptTokens" | "completionTokens" | "promptPrice" | "completionPrice">): number | null {
  if (promptPrice === null && completionPrice === null) return null;
  return (Number(promptTokens) * (promptPrice ?? 0) + Number(completionTokens) * (completionPrice ?? 0)) / MILLION;
}

function toListed(run: Prisma.ScoringRunGetPayload<{ include: typeof LISTED }>): ListedRun {
  return { ...run, cost: costOf(run), openCount: Math.max(0, run.plannedCount - run.cachedCount - run.doneCount - run.failedCount) };
}

/** The runs of a project, newest first; of one version with `scorerVersionId`. Pages count from 1. Throws `not_found`, `forbidden`. */
export async function listRuns(caller: Caller, projectId: string, input: { scorerVersionId?: string; page: number; pageSize: number }): Promise<{ rows: ListedRun[]; total: number }> {
  const db = getDb();
  await requireCaller(db, caller, projectId, MANAGING_ROLES);
  const where = { projectId, scorerVersionId: input.scorerVersionId };
  const [rows, total] = await Promise.all([
    db.scoringRun.findMany({ where, include: LISTED, orderBy: [{ createdAt: "desc" }, { id: "asc" }], skip: (input.page - 1) * input.pageSize, take: input.pageSize }),
    db.scoringRun.count({ where }),
  ]);
  return { rows: rows.map(toListed), total };
}

/** One run with its counts. Throws `not_found` or `forbidden`. */
export async function getRun(caller: Caller, runId: string): Promise<ListedRun> {
  const db = getDb();
  await findRun(db, caller, runId, MANAGING_ROLES);
  const run = await db.scoringRun.findUnique({ where: { id: runId }, include: LISTED });
  if (!run) throw notFound("There is no such run.");
  return toListed(run);
}
