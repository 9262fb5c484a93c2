import { getDb, type Prisma } from "../db.ts";
import { conflict, type JuxtaError } from "../errors.ts";
import type { LearnedRunStage } from "../generated/prisma/client.ts";
import { type JobAttempt, requireAttempt } from "../job/index.ts";
import { registerScorer } from "../scorer/index.ts";
import type { LearnedHead } from "./model/head.ts";
import type { LearnReport } from "./report.ts";
import { LearnSettings } from "./schemas.ts";

export type OpenLearnedRun = { id: string; projectId: string; slug: string; settings: LearnSettings };

const isOver = () => conflict("learning_over", "This run is over.");

/** The run that a job is for, marked as begun; null when it is over or gone. Throws `job_taken_over`. */
export async function beginLearnedRun(runId: string, attempt?: JobAttempt): Promise<OpenLearnedRun | null> {
  return getDb().$transaction(async (tx) => {
    await requireAttempt(tx, attempt);
    const run = await tx.learnedRun.findUnique({ where: { id: runId }, include: { project: { select: { slug: true } } } });
    if (!run || run.finishedAt) return null;
    await tx.learnedRun.update({ where: { id: runId }, data: { state: "RUNNING", startedAt: run.startedAt ?? new Date() } });
    return { id: run.id, projectId: run.projectId, slug: run.project.slug, settings: LearnSettings.parse(run.settings) };
  });
}

/** Says how far a run is. Throws `learning_over` once it was cancelled, so that its work ends. */
export async function reportProgress(runId: string, stage: LearnedRunStage, doneCount: number, totalCount: number): Promise<void> {
  const { count } = await getDb().learnedRun.updateMany({ where: { id: runId, finishedAt: null }, data: { stage, doneCount, totalCount } });
  if (count === 0) throw isOver();
}

/** What a learned scorer is registered with: `hash` over everything that changes its numbers. */
export type LearnedScorer = { hash: string; head: LearnedHead };

/** Stores what came of a run and, unless it was a control, registers the scorer. Throws `job_taken_over`, `learning_over`. */
export async function finishLearnedRun(run: OpenLearnedRun, report: LearnReport, scorer: LearnedScorer | null, attempt?: JobAttempt): Promise<void> {
  await getDb().$transaction(async (tx) => {
    await requireAttempt(tx, attempt);
    const version = scorer
      ? await registerScorer(
          {
            name: `learned-${run.slug}`,
            kind: "learned",
            description: `Learned from the judgments of ${run.slug}.`,
            hash: scorer.hash,
            scaleMin: 0,
            scaleMax: 10,
            dimensions: scorer.head.dimensions,
            config: { kind: "learned", starterVersion: scorer.head.starterVersion, stacked: scorer.head.scorers.map(({ name, hash }) => `${name}@${hash}`), people: report.counts.people, judgments: report.counts.judgments, sources: report.counts.sources, verdict: report.verdict },
            definition: { kind: "learned", run: run.id },
          },
          tx,
        )
      : null;
    const { count } = await tx.learnedRun.updateMany({ where: { id: run.id, finishedAt: null }, data: { state: "DONE", finishedAt: new Date(), report: JSON.parse(JSON.stringify(report)) as Prisma.InputJsonObject, scorerVersionId: version?.id ?? null } });
    if (count === 0) throw isOver();
  });
}

/** Ends a run that cannot go on, with the reason. Throws `job_taken_over`. */
export async function failLearnedRun(runId: string, error: Pick<JuxtaError, "code" | "message">, attempt?: JobAttempt): Promise<void> {
  await getDb().$transaction(async (tx) => {
    await requireAttempt(tx, attempt);
    await tx.learnedRun.updateMany({ where: { id: runId, finishedAt: null }, data: { state: "FAILED", finishedAt: new Date(), errorCode: error.code, errorMessage: error.message } });
  });
}
