import type { Pipeline } from "#lib/overview/index.ts";
import { ButtonLink } from "../../../_components/button.tsx";
import { formatCount } from "../../../_components/figure.ts";
import { Door } from "../../_components/door.tsx";
import type { StageFacts } from "../../_components/stage.tsx";
import { comparisonsHref } from "../../address.ts";

const NO_WORKER = "No worker is running, so nothing moves here. Start one on the server: npm run worker.";

function plural(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

function itemStage(pipeline: Pipeline, base: string): StageFacts {
  const [running] = pipeline.openImports;
  return {
    name: "Items",
    value: pipeline.progress.itemCount,
    unit: "imported",
    href: `${base}/items`,
    note: running ? (
      <>
        <Door href={`${base}/imports/${running.id}`}>{running.fileName}</Door> {running.state === "QUEUED" ? "waits for a worker" : `is being read: ${plural(running.lineCount, "line", "lines")} so far`}
      </>
    ) : null,
    block: running && pipeline.workerCount === 0 ? NO_WORKER : null,
  };
}

function preparedStage(pipeline: Pipeline, base: string): StageFacts {
  const isBehind = pipeline.preparedItemCount < pipeline.progress.itemCount;
  const failed = pipeline.failedItemCount;
  return {
    name: "Prepared",
    value: pipeline.preparedItemCount,
    total: pipeline.progress.itemCount,
    unit: "items have pictures and change maps",
    href: `${base}/items?state=prepared`,
    note: isBehind && pipeline.workerCount > 0 ? `${plural(pipeline.workerCount, "worker", "workers")} on it, ${plural(pipeline.queue.waiting + pipeline.queue.active, "job", "jobs")} to go` : null,
    block:
      isBehind && pipeline.workerCount === 0 ? (
        NO_WORKER
      ) : failed > 0 ? (
        <>
          <Door href={`${base}/items?state=failed`}>{plural(failed, "item", "items")}</Door> with a picture that cannot be read {failed === 1 ? "is" : "are"} not compared
        </>
      ) : null,
  };
}

function blockOfScoring({ scoredCount, failedCount, candidateCount }: Pipeline["scorers"][number], workerCount: number): string | null {
  if (failedCount > 0) return `${plural(failedCount, "candidate", "candidates")} could not be scored; each says why on its item's page.`;
  return scoredCount < candidateCount && workerCount === 0 ? NO_WORKER : null;
}

function scoredStage(pipeline: Pipeline, base: string): StageFacts {
  const [newest, ...older] = pipeline.scorers;
  const common = { name: "Scored", href: `${base}/items` };
  if (!newest) return { ...common, value: 0, unit: "candidates", block: pipeline.progress.itemCount > 0 ? "No scorer has scored anything yet. The worker scores prepared items when it has a model." : null };
  return {
    ...common,
    value: newest.scoredCount,
    total: newest.candidateCount,
    unit: `candidates by ${newest.name}`,
    note: older.length > 0 ? `and by ${plural(older.length, "other version", "other versions")}` : null,
    block: blockOfScoring(newest, pipeline.workerCount),
  };
}

function judgedNote(pipeline: Pipeline): string | null {
  const { progress, judgmentsLastMinutes } = pipeline;
  if (progress.judgmentCount === 0) return null;
  const judges = [
    progress.peopleCount > 0 ? `by ${plural(progress.peopleCount, "person", "people")}` : null,
    progress.simulatedJudgmentCount > 0 ? `${formatCount(progress.simulatedJudgmentCount)} simulated, by ${plural(progress.simulatedAnnotatorCount, "simulated annotator", "simulated annotators")}` : null,
    judgmentsLastMinutes.count > 0 ? `${formatCount(judgmentsLastMinutes.count)} in the last ${judgmentsLastMinutes.minutes} minutes` : null,
    progress.leftOutCount > 0 ? `${formatCount(progress.leftOutCount)} left out (late, or by excluded people)` : null,
  ];
  return judges.filter(Boolean).join("; ");
}

function judgedStage(pipeline: Pipeline, base: string): StageFacts {
  const { progress, wantedJudgmentCount } = pipeline;
  const lacksPeople = progress.comparisonCount > 0 && progress.peopleCount === 0 && pipeline.openInviteCount === 0;
  return {
    name: "Judged",
    value: progress.judgmentCount,
    total: Math.max(wantedJudgmentCount, progress.judgmentCount),
    unit: `judgments, ${pipeline.project.overlap} wanted per comparison`,
    href: comparisonsHref(pipeline.project.slug, { state: "judged" }),
    note: judgedNote(pipeline),
    block: lacksPeople ? "Nobody has been invited to judge." : null,
    action:
      progress.comparisonCount > 0 ? (
        <span className="flex gap-2">
          <ButtonLink href={`${base}/people`}>Invite people</ButtonLink>
          <ButtonLink href={`/judge/${pipeline.project.slug}`}>Judge</ButtonLink>
        </span>
      ) : null,
  };
}

function decidedStage({ progress, project }: Pipeline): StageFacts {
  const undecided = progress.fullCount - progress.decidedCount;
  return {
    name: "Decided",
    value: progress.decidedCount,
    total: progress.comparisonCount,
    unit: "comparisons are full and have a leading answer",
    href: comparisonsHref(project.slug, { state: "decided" }),
    note:
      undecided > 0 ? (
        <>
          <Door href={comparisonsHref(project.slug, { state: "full", consensus: "UNDECIDED" })}>{plural(undecided, "full comparison", "full comparisons")}</Door> with equal leaders, for <Door href={`/projects/${project.slug}/adjudication`}>adjudication</Door>
        </>
      ) : null,
  };
}

/** The stages of a project from items to the report, in order. */
export function describeStages(pipeline: Pipeline): StageFacts[] {
  const { project, progress, scorers } = pipeline;
  const base = `/projects/${project.slug}`;
  const compared: StageFacts = {
    name: "Compared",
    value: progress.comparisonCount,
    unit: `pairs to judge, at most ${formatCount(project.comparisonsPerItem)} an item`,
    href: `${base}/comparisons`,
    block: progress.comparisonCount === 0 && pipeline.preparedItemCount > 0 ? "No prepared item has two candidates that can be shown." : null,
  };
  const reported: StageFacts = {
    name: "Reported",
    value: progress.judgedCount,
    unit: `comparisons stand behind the report${scorers.length > 0 ? `, against ${plural(scorers.length, "scorer", "scorers")}` : ""}`,
    href: `${base}/report`,
    action: progress.judgedCount > 0 ? <ButtonLink href={`${base}/report`}>Read the report</ButtonLink> : null,
  };
  return [itemStage(pipeline, base), preparedStage(pipeline, base), scoredStage(pipeline, base), compared, judgedStage(pipeline, base), decidedStage(pipeline), reported];
}
