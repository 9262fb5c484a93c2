import { Fragment, type ReactNode } from "react";
import type { Pipeline } from "#lib/overview/index.ts";
import { ButtonLink } from "../../../_components/button.tsx";
import type { Figures } from "../../../_components/figure.ts";
import type { Translate } from "../../../_messages/translate.ts";
import { Door } from "../../_components/door.tsx";
import type { StageFacts } from "../../_components/stage.tsx";
import { comparisonsHref } from "../../address.ts";

/** What the stages are said with. */
type Words = { t: Translate<"overview">; figures: Figures };

function itemStage(pipeline: Pipeline, base: string, { t, figures }: Words): StageFacts {
  const [running] = pipeline.openImports;
  return {
    name: t("items.name"),
    value: pipeline.progress.itemCount,
    unit: t("items.unit"),
    href: `${base}/items`,
    note: running ? t.rich(running.state === "QUEUED" ? "items.queued" : "items.reading", { ...figures.counted(running.lineCount), file: () => <Door href={`${base}/imports/${running.id}`}>{running.fileName}</Door> }) : null,
    block: running && pipeline.workerCount === 0 ? t("noWorker") : null,
  };
}

function preparedStage(pipeline: Pipeline, base: string, { t, figures }: Words): StageFacts {
  const isBehind = pipeline.preparedItemCount < pipeline.progress.itemCount;
  const failed = pipeline.failedItemCount;
  const jobs = pipeline.queue.waiting + pipeline.queue.active;
  return {
    name: t("prepared.name"),
    value: pipeline.preparedItemCount,
    total: pipeline.progress.itemCount,
    unit: t("prepared.unit"),
    href: `${base}/items?state=prepared`,
    note: isBehind && pipeline.workerCount > 0 ? t("prepared.note", { workers: pipeline.workerCount, workersShown: figures.formatCount(pipeline.workerCount), jobs, jobsShown: figures.formatCount(jobs) }) : null,
    block:
      isBehind && pipeline.workerCount === 0 ? (
        t("noWorker")
      ) : failed > 0 ? (
        t.rich("prepared.failed", { ...figures.counted(failed), door: (chunks) => <Door href={`${base}/items?state=failed`}>{chunks}</Door> })
      ) : null,
  };
}

function blockOfScoring({ scoredCount, failedCount, candidateCount }: Pipeline["scorers"][number], workerCount: number, { t, figures }: Words): string | null {
  if (failedCount > 0) return t("scored.failed", figures.counted(failedCount));
  return scoredCount < candidateCount && workerCount === 0 ? t("noWorker") : null;
}

function scoredStage(pipeline: Pipeline, base: string, words: Words): StageFacts {
  const { t, figures } = words;
  const [newest, ...older] = pipeline.scorers;
  const common = { name: t("scored.name"), href: `${base}/scorers` };
  if (!newest) return { ...common, value: 0, unit: t("scored.unit"), block: pipeline.progress.itemCount > 0 ? t("scored.none") : null };
  return {
    ...common,
    value: newest.scoredCount,
    total: newest.candidateCount,
    unit: t("scored.unitBy", { scorer: newest.name }),
    note: older.length > 0 ? t("scored.others", figures.counted(older.length)) : null,
    block: blockOfScoring(newest, pipeline.workerCount, words),
  };
}

function judgedNote(pipeline: Pipeline, { t, figures }: Words): string | null {
  const { progress, judgmentsLastMinutes } = pipeline;
  if (progress.judgmentCount === 0) return null;
  const judges = [
    progress.peopleCount > 0 ? t("judged.people", figures.counted(progress.peopleCount)) : null,
    progress.simulatedJudgmentCount > 0 ? t("judged.simulated", { judgments: figures.formatCount(progress.simulatedJudgmentCount), ...figures.counted(progress.simulatedAnnotatorCount) }) : null,
    judgmentsLastMinutes.count > 0 ? t("judged.recent", { shown: figures.formatCount(judgmentsLastMinutes.count), minutes: judgmentsLastMinutes.minutes }) : null,
    progress.leftOutCount > 0 ? t("judged.leftOut", { shown: figures.formatCount(progress.leftOutCount) }) : null,
  ];
  return judges.filter(Boolean).join(t("judged.join"));
}

function judgedStage(pipeline: Pipeline, base: string, words: Words): StageFacts {
  const { t, figures } = words;
  const { progress, wantedJudgmentCount, project } = pipeline;
  const lacksPeople = progress.comparisonCount > 0 && progress.peopleCount === 0 && pipeline.openInviteCount === 0;
  return {
    name: t("judged.name"),
    value: progress.judgmentCount,
    total: Math.max(wantedJudgmentCount, progress.judgmentCount),
    unit: t("judged.unit", { overlap: project.overlapMax === null ? figures.formatCount(project.overlap) : t("judged.range", { least: project.overlap, most: project.overlapMax }) }),
    href: comparisonsHref(pipeline.project.slug, { state: "judged" }),
    note: judgedNote(pipeline, words),
    block: lacksPeople ? t("judged.nobody") : null,
    action:
      progress.comparisonCount > 0 ? (
        <span className="flex gap-2">
          <ButtonLink href={`${base}/people`}>{t("judged.invite")}</ButtonLink>
          <ButtonLink href={`/judge/${pipeline.project.slug}`}>{t("judged.judge")}</ButtonLink>
        </span>
      ) : null,
  };
}

function decidedNote({ progress, project }: Pipeline, { t, figures }: Words): ReactNode {
  const undecided = progress.fullCount - progress.decidedCount;
  const adjudication = (chunks: ReactNode) => <Door href={`/projects/${project.slug}/adjudication`}>{chunks}</Door>;
  const notes = [
    undecided > 0 ? t.rich("decided.undecided", { ...figures.counted(undecided), door: (chunks) => <Door href={comparisonsHref(project.slug, { state: "full", consensus: "UNDECIDED" })}>{chunks}</Door>, adjudication }) : null,
    progress.ambiguousCount > 0 ? t.rich("decided.ambiguous", { ...figures.counted(progress.ambiguousCount), door: (chunks) => <Door href={comparisonsHref(project.slug, { state: "ambiguous" })}>{chunks}</Door> }) : null,
  ].filter((note) => note !== null);
  return notes.length === 0 ? null : notes.map((note, index) => <Fragment key={index}>{index === 0 ? note : <>{t("judged.join")}{note}</>}</Fragment>);
}

function decidedStage(pipeline: Pipeline, words: Words): StageFacts {
  const { progress, project } = pipeline;
  return {
    name: words.t("decided.name"),
    value: progress.decidedCount,
    total: progress.comparisonCount,
    unit: words.t("decided.unit"),
    href: comparisonsHref(project.slug, { state: "decided" }),
    note: decidedNote(pipeline, words),
  };
}

/** The stages of a project from items to the report, in order. */
export function describeStages(pipeline: Pipeline, words: Words): StageFacts[] {
  const { t, figures } = words;
  const { project, progress, scorers } = pipeline;
  const base = `/projects/${project.slug}`;
  const compared: StageFacts = {
    name: t("compared.name"),
    value: progress.comparisonCount,
    unit: t("compared.unit", { shown: figures.formatCount(project.comparisonsPerItem) }),
    href: `${base}/comparisons`,
    block: progress.comparisonCount === 0 && pipeline.preparedItemCount > 0 ? t("compared.none") : null,
  };
  const reported: StageFacts = {
    name: t("reported.name"),
    value: progress.judgedCount,
    unit: scorers.length > 0 ? t("reported.unitAgainst", figures.counted(scorers.length)) : t("reported.unit"),
    href: `${base}/report`,
    action: progress.judgedCount > 0 ? <ButtonLink href={`${base}/report`}>{t("reported.read")}</ButtonLink> : null,
  };
  return [itemStage(pipeline, base, words), preparedStage(pipeline, base, words), scoredStage(pipeline, base, words), compared, judgedStage(pipeline, base, words), decidedStage(pipeline, words), reported];
}
