import { JuxtaError } from "../../lib/errors.ts";
import { type JobAttempt, type JobPayload, LAST_RETRY } from "../../lib/job/index.ts";
import type { Scorer } from "../../lib/reward/scorer.ts";
import { beginTurn, endTurn, failRun, isTurnWanted, listPending, type OpenRun, type PendingCandidate, recordPortion, type ScoredCandidate, type TurnEnd } from "../../lib/scoring-run/index.ts";
import { scorePortion } from "../score-portion.ts";

/** Candidates that are looked up at once. */
const PAGE = 200;
/** Of scorers that compute in batches, candidates that are worked on together. */
const BATCH = 8;
/** A job gives way to the next one after so long, so that runs share the workers. */
const TURN_MS = 5 * 60_000;

/** `stopping`: this worker ends soon, so that nothing more is begun. */
export type ScoringContext = { open(definition: Record<string, unknown>): Promise<Scorer>; signal: AbortSignal; stopping: AbortSignal; attempt: JobAttempt };

/** What is asked of a judge goes candidate by candidate, several at once; what computes gets batches of equal passes. */
function toPortions(pending: PendingCandidate[], kind: string): PendingCandidate[][] {
  if (kind === "vlm") return pending.map((candidate) => [candidate]);
  return [...Map.groupBy(pending, ({ passes }) => passes.join()).values()].flatMap((group) => Array.from({ length: Math.ceil(group.length / BATCH) }, (_, index) => group.slice(index * BATCH, (index + 1) * BATCH)));
}

/** `inARow`: candidates that failed one after the other because of the judge's server. */
type Work = { run: OpenRun; scorer: Scorer; until: number; context: ScoringContext; inARow: number };

/** What says something of the server, and nothing of the candidate. */
const SERVER_FAILURES = new Set(["judge_unreachable", "judge_failed", "judge_refused_request", "judge_rate_limited", "judge_timeout"]);
const MOST_IN_A_ROW = 12;

/** Ends a run whose judge is away: going on would only fail every candidate that is left. */
function requireAnswers(work: Work, scored: ScoredCandidate[]): void {
  for (const { results } of scored) {
    const last = results.findLast((result) => !result.ok);
    const isAway = last !== undefined && results.every((result) => !result.ok && SERVER_FAILURES.has(result.error.code));
    work.inARow = isAway ? work.inARow + 1 : 0;
    if (isAway && work.inARow >= Math.max(MOST_IN_A_ROW, 2 * work.run.concurrency)) throw new JuxtaError("scoring_run_stopped", `Stopped, because ${work.inARow} candidates in a row had no answer. ${last.error.message}`);
  }
}

async function whyStop({ run, until, context }: Work): Promise<TurnEnd | null> {
  context.signal.throwIfAborted();
  if (!(await isTurnWanted(run.id, run.turn))) return "held_up";
  return context.stopping.aborted || Date.now() > until ? "time_over" : null;
}

/**
 * Scores a page of candidates, several portions at once; each is stored as soon as it is there. Null when all of it is done.
 * The first error ends it, after what is in work has been stored.
 */
async function workOn(pending: PendingCandidate[], work: Work): Promise<TurnEnd | null> {
  const { run, scorer, context } = work;
  const portions = toPortions(pending, scorer.kind);
  const lanes = scorer.kind === "vlm" ? run.concurrency : 1;
  let end: TurnEnd | null = null;
  let hasFailed = false;
  const lane = async () => {
    while (!hasFailed && end === null) {
      const portion = portions.shift();
      if (!portion) return;
      end ??= await whyStop(work);
      if (end !== null) return;
      const scored = await scorePortion(scorer, portion, context.signal);
      context.signal.throwIfAborted();
      await recordPortion(run, scored, context.attempt);
      requireAnswers(work, scored);
    }
  };
  const ended = await Promise.allSettled(
    Array.from({ length: Math.min(lanes, portions.length) }, () =>
      lane().catch((error: unknown) => {
        hasFailed = true;
        throw error;
      }),
    ),
  );
  const failure = ended.find((result) => result.status === "rejected");
  if (failure) throw failure.reason;
  return end;
}

async function workThrough(work: Work): Promise<void> {
  const { run, context } = work;
  for (;;) {
    const pending = await listPending(run.id, PAGE);
    const end = pending.length === 0 ? "nothing_left" : await workOn(pending, work);
    if (end !== null && (await endTurn(run.id, run.turn, end, context.attempt))) return;
  }
}

/** The scorer of a run, and no other: a prompt or a model that was changed since would mix two scales. */
async function openFor(run: OpenRun, context: ScoringContext): Promise<Scorer> {
  const { definition, hash } = run.scorerVersion;
  if (definition === null || typeof definition !== "object") throw new JuxtaError("scorer_not_runnable", "Nothing says how to open this scorer: add it again by its definition.");
  const limits = { concurrency: run.concurrency, ...(run.requestsPerMinute ? { requestsPerMinute: run.requestsPerMinute } : {}) };
  const scorer = await context.open({ ...(definition as Record<string, unknown>), ...("kind" in definition && definition.kind === "vlm" ? limits : {}) });
  if (scorer.version === hash) return scorer;
  await scorer.dispose();
  throw new JuxtaError("scorer_changed", "The scorer is not the one that was added: its model, prompts or code have changed. Add it again to get a new version.");
}

async function handleOpenRun(run: OpenRun, context: ScoringContext): Promise<void> {
  const scorer = await openFor(run, context);
  try {
    await workThrough({ run, scorer, until: Date.now() + TURN_MS, context, inARow: 0 });
  } finally {
    await scorer.dispose();
  }
}

/**
 * Goes on with a run for some minutes, then queues the next job. Safe to repeat: what has a score or a failure is not asked
 * again, so that a worker that dies loses what it had in work and nothing else. A scorer that cannot be opened ends the run.
 */
export async function handleScoringRun(payload: JobPayload<"scoring-run">, context: ScoringContext): Promise<void> {
  const run = await beginTurn(payload.runId, payload.turn, context.attempt);
  if (!run) return;
  try {
    await handleOpenRun(run, context);
  } catch (error) {
    const isKnown = error instanceof JuxtaError && error.status < 500 && error.code !== "job_taken_over";
    if (isKnown) return failRun(run.id, run.turn, error, context.attempt);
    if (context.attempt.retryCount >= LAST_RETRY && !context.signal.aborted) await failRun(run.id, run.turn, { code: "internal", message: "Something failed on the server. It has been logged." }, context.attempt);
    throw error;
  }
}
