import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { countWorkers } from "#lib/health/get-health.ts";
import { getRun, type ListedRun, listFailures, readFilter } from "#lib/scoring-run/index.ts";
import { PageHeader } from "../../../../../../_components/page-header.tsx";
import { getFigures } from "../../../../../../_server/get-figures.ts";
import { pageTitle } from "../../../../../../_server/page-title.ts";
import { AutoRefresh } from "../../../../../_components/auto-refresh.tsx";
import { Door } from "../../../../../_components/door.tsx";
import { KnownFacts } from "../../../../../_components/known-facts.tsx";
import { SectionTitle } from "../../../../../_components/section-title.tsx";
import { loadProject, refuse, requireId } from "../../../../../_server/load-project.ts";
import { formatCost } from "../../format-cost.ts";
import { RunStateBadge } from "../../run-state.tsx";
import { SHORT_HASH } from "../../scorer-table.tsx";
import { FailureReasons } from "./failure-reasons.tsx";
import { RunActions } from "./run-actions.tsx";
import { RunProgress } from "./run-progress.tsx";

export const generateMetadata = pageTitle("scoringRun");

const REFRESH_MS = 1_500;

async function Facts({ run, slug }: { run: ListedRun; slug: string }) {
  const t = await getTranslations("scorers.facts");
  const figures = await getFigures();
  const { formatCount, formatDuration, formatMoment } = figures;
  const { generator, taskType, judged, firstItems } = readFilter(run.filter);
  const parts = [generator ? t("generator", { name: generator }) : null, taskType ? t("taskType", { name: taskType }) : null, judged ? t("judged") : null, firstItems ? t("firstItems", { count: formatCount(firstItems) }) : null].filter((part) => part !== null);
  const { scorerVersion } = run;
  const isJudge = scorerVersion.scorer.kind === "vlm";
  return (
    <KnownFacts
      facts={[
        {
          name: t("scorer"),
          value: (
            <>
              <Door href={`/projects/${slug}/scorers/${scorerVersion.id}`}>{scorerVersion.scorer.name}</Door> <code className="font-mono text-small text-ink-faint">{scorerVersion.hash.slice(0, SHORT_HASH)}</code>
            </>
          ),
        },
        { name: t("filter"), value: parts.length === 0 ? t("everything") : parts.join(" · ") },
        { name: t("passes"), value: formatCount(run.passes) },
        { name: t("concurrency"), value: isJudge ? formatCount(run.concurrency) : null },
        { name: t("perMinute"), value: !isJudge ? null : run.requestsPerMinute ? formatCount(run.requestsPerMinute) : t("unlimited") },
        { name: t("calls"), value: run.callCount > 0 ? formatCount(run.callCount) : null },
        { name: t("tokens"), value: run.callCount > 0 ? t("tokensValue", { prompt: formatCount(Number(run.promptTokens)), completion: formatCount(Number(run.completionTokens)) }) : null },
        { name: t("work"), value: formatDuration(Number(run.workMs)) },
        { name: t("cost"), value: run.cost === null ? null : formatCost(figures, run.cost) },
        { name: t("begun"), value: t("begunBy", { moment: formatMoment(run.createdAt), person: run.createdBy ? (run.createdBy.email ?? run.createdBy.pseudonym) : t("operator") }) },
        { name: t("finished"), value: run.finishedAt ? formatMoment(run.finishedAt) : null },
      ]}
    />
  );
}

export default async function ScoringRunPage({ params }: { params: Promise<{ slug: string; runId: string }> }) {
  const t = await getTranslations("scorers");
  const { slug, runId } = await params;
  const { actor, project, role } = await loadProject(slug);
  const run = await getRun(actor, requireId(runId)).catch((error: unknown) => refuse(error, slug));
  if (run.projectId !== project.id) notFound();
  const [reasons, workerCount] = await Promise.all([listFailures(actor, run.id), countWorkers()]);
  // What was paused or cancelled finishes what it has in work.
  const isMoving = run.finishedAt === null ? run.state !== "PAUSED" || run.atWork : run.atWork;
  return (
    <>
      <PageHeader
        title={
          <span className="inline-flex flex-wrap items-center gap-3">
            {t("progress.title", { name: run.scorerVersion.scorer.name })} <RunStateBadge state={run.state} />
          </span>
        }
        actions={role === "OWNER" ? <RunActions slug={slug} runId={run.id} state={run.state} failedCount={run.failedCount} /> : null}
      />
      {isMoving ? <AutoRefresh everyMs={REFRESH_MS} /> : null}
      <RunProgress run={run} workerCount={workerCount} />
      <Facts run={run} slug={slug} />
      <div id="failures">
        <SectionTitle title={t("failures.title")}>{t("failures.lead")}</SectionTitle>
        <FailureReasons reasons={reasons} repliesHref={(candidateId) => `/projects/${slug}/scorers/${run.scorerVersionId}/candidates/${candidateId}`} />
      </div>
    </>
  );
}
