import { z } from "zod";
import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { type DbOrTransaction, getDb } from "../db.ts";
import { invalidInput, notFound } from "../errors.ts";
import type { ScorerVersion } from "../generated/prisma/client.ts";
import { guessCallsPerPass } from "./calls-per-pass.ts";
import { PlanRunInput } from "./schemas.ts";
import { selectPasses } from "./scope.ts";

/** What a run would do. Counts are of passes, candidates apart; `perPass` is measured on this version, or guessed while there is nothing to measure. */
export type RunPlan = {
  scorerVersionId: string;
  passes: number;
  candidateCount: number;
  plannedCount: number;
  /** Scored already: not asked again. */
  cachedCount: number;
  /** Failed before, and left alone. */
  failedCount: number;
  /** Left to do. */
  openCount: number;
  /** Calls of a judge; 0 for scorers that ask nobody. */
  callCount: number;
  perPass: { isMeasured: boolean; calls: number; promptTokens: number | null; completionTokens: number | null; ms: number | null };
};

type Measured = { passes: number; calls: number; prompt: number | null; completion: number | null; ms: number | null };

async function measurePass(db: DbOrTransaction, version: ScorerVersion): Promise<RunPlan["perPass"]> {
  const [row] = await db.$queryRaw<Measured[]>`
    SELECT sum(done_count + failed_count)::float8 AS passes, sum(call_count)::float8 AS calls, sum(prompt_tokens)::float8 AS prompt, sum(completion_tokens)::float8 AS completion, sum(work_ms)::float8 AS ms
    FROM scoring_run WHERE scorer_version_id = ${version.id}::uuid AND done_count > 0`;
  if (!row?.passes) return { isMeasured: false, calls: guessCallsPerPass(version.definition), promptTokens: null, completionTokens: null, ms: null };
  const each = (sum: number | null) => (sum ?? 0) / row.passes;
  return { isMeasured: true, calls: each(row.calls), promptTokens: each(row.prompt), completionTokens: each(row.completion), ms: each(row.ms) };
}

/** A version that can be run. Throws `not_found`, or `scorer_not_runnable` where nothing says how to open it. */
export async function findVersion(db: DbOrTransaction, scorerVersionId: string): Promise<ScorerVersion> {
  const version = await db.scorerVersion.findUnique({ where: { id: scorerVersionId } });
  if (!version) throw notFound("There is no such scorer.");
  return version;
}

/** As `planRun`, for a caller that was let in already. */
export async function computePlan(db: DbOrTransaction, projectId: string, version: ScorerVersion, input: z.output<typeof PlanRunInput>, at: Date | null): Promise<RunPlan> {
  const passes = input.passes ?? version.passes;
  const retryFailedBefore = input.retryFailures ? (at ?? new Date()) : null;
  const [counts] = await db.$queryRaw<{ candidates: number; planned: number; cached: number; failed: number }[]>`
    SELECT count(DISTINCT id)::int AS candidates, count(*)::int AS planned, count(*) FILTER (WHERE is_scored)::int AS cached, count(*) FILTER (WHERE is_failed AND NOT is_scored)::int AS failed
    FROM ${selectPasses({ projectId, filter: input.filter, before: at }, { scorerVersionId: version.id, passes, retryFailedBefore })} wanted`;
  const { candidates, planned, cached, failed } = counts ?? { candidates: 0, planned: 0, cached: 0, failed: 0 };
  const openCount = planned - cached - failed;
  const perPass = await measurePass(db, version);
  return { scorerVersionId: version.id, passes, candidateCount: candidates, plannedCount: planned, cachedCount: cached, failedCount: failed, openCount, callCount: Math.ceil(openCount * perPass.calls), perPass };
}

/** Checks what a run is asked for. Throws `invalid_input` with the fields. */
export function parseRunInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw invalidInput("The run was not made: check the marked fields.", z.flattenError(parsed.error).fieldErrors);
  return parsed.data;
}

/** What a run would ask for and what is there already; nothing is changed. Throws `invalid_input`, `not_found`, `forbidden`. */
export async function planRun(caller: Caller, projectId: string, input: PlanRunInput): Promise<RunPlan> {
  const db = getDb();
  await requireCaller(db, caller, projectId, MANAGING_ROLES);
  const parsed = parseRunInput(PlanRunInput, input);
  return computePlan(db, projectId, await findVersion(db, parsed.scorerVersionId), parsed, null);
}
