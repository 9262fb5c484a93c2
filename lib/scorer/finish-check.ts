import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { getDb, type Prisma, type Transaction } from "../db.ts";
import { forbidden, notFound } from "../errors.ts";
import type { ScorerCheck } from "../generated/prisma/client.ts";
import { type JobAttempt, requireAttempt } from "../job/index.ts";
import type { PassResult, Scorer } from "../reward/scorer.ts";
import type { ScorerDefinition } from "../reward/scorer-definition.ts";
import { withWholePaths } from "./parse-definition.ts";
import { registerScorer } from "./register-scorer.ts";

/** What a worker found: the scorer as it opened, and what it said of the candidate that it was tried on. */
export type CheckResult = { version: string; kind: string; dimensions: string[]; scale: { min: number; max: number }; passes: number; config: Record<string, unknown>; results: PassResult[] | null };

export type Check = Omit<ScorerCheck, "result"> & { result: CheckResult | null };

/** A check as it stands. Throws `not_found`, `forbidden`. */
export async function getCheck(caller: Caller, checkId: string): Promise<Check> {
  const check = await getDb().scorerCheck.findUnique({ where: { id: checkId } });
  if (!check) throw notFound("There is no such check of a scorer.");
  if (check.projectId) await requireCaller(getDb(), caller, check.projectId, MANAGING_ROLES);
  else if (caller !== "operator") throw forbidden();
  return { ...check, result: check.result as CheckResult | null };
}

/** The check that a job is for, marked as begun; null when it is over or gone. */
export async function beginCheck(checkId: string, attempt?: JobAttempt): Promise<ScorerCheck | null> {
  return getDb().$transaction(async (tx) => {
    await requireAttempt(tx, attempt);
    const check = await tx.scorerCheck.findUnique({ where: { id: checkId } });
    if (!check || check.finishedAt) return null;
    return tx.scorerCheck.update({ where: { id: checkId }, data: { state: "RUNNING" } });
  });
}

/** Without NUL, which PostgreSQL keeps in no text. */
function toJson(value: unknown): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(value, (_key, inner: unknown) => (typeof inner === "string" ? inner.replaceAll("\0", "\uFFFD") : inner))) as Prisma.InputJsonObject;
}

async function register(tx: Transaction, check: ScorerCheck, scorer: Scorer): Promise<string> {
  const { kind, version: hash, scale, dimensions, passes } = scorer;
  const definition = withWholePaths(check.definition as ScorerDefinition, check.baseFolder);
  const version = await registerScorer({ name: check.name, kind, description: check.description, hash, scaleMin: scale.min, scaleMax: scale.max, dimensions, passes, config: toJson(scorer.describe()), definition: toJson(definition) }, tx);
  return version.id;
}

/**
 * Stores what came of a check and registers the scorer if that was asked for and, where it was tried, a pass went well.
 * Throws `job_taken_over`, `scorer_name_taken`.
 */
export async function finishCheck(check: ScorerCheck, scorer: Scorer, results: PassResult[] | null, attempt?: JobAttempt): Promise<void> {
  const { version, kind, dimensions, scale, passes } = scorer;
  const result = toJson({ version, kind, dimensions, scale, passes, config: scorer.describe(), results } satisfies CheckResult);
  const isGood = results === null || results.some((pass) => pass.ok);
  await getDb().$transaction(async (tx) => {
    await requireAttempt(tx, attempt);
    const scorerVersionId = check.register && isGood ? await register(tx, check, scorer) : null;
    await tx.scorerCheck.update({ where: { id: check.id }, data: { state: "DONE", finishedAt: new Date(), result, scorerVersionId } });
  });
}

/** Ends a check whose scorer cannot be opened. Throws `job_taken_over`. */
export async function failCheck(checkId: string, error: { code: string; message: string }, attempt?: JobAttempt): Promise<void> {
  await getDb().$transaction(async (tx) => {
    await requireAttempt(tx, attempt);
    await tx.scorerCheck.updateMany({ where: { id: checkId, finishedAt: null }, data: { state: "FAILED", finishedAt: new Date(), errorCode: error.code, errorMessage: error.message } });
  });
}
