import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { countWorkers } from "#lib/health/get-health.ts";
import { getLearnedRun, HEAD_FILES, type ShownLearnedRun } from "#lib/learn/index.ts";
import { PageHeader } from "../../../../../../_components/page-header.tsx";
import { getFigures } from "../../../../../../_server/get-figures.ts";
import { pageTitle } from "../../../../../../_server/page-title.ts";
import { AutoRefresh } from "../../../../../_components/auto-refresh.tsx";
import { Door } from "../../../../../_components/door.tsx";
import { KnownFacts } from "../../../../../_components/known-facts.tsx";
import { SectionTitle } from "../../../../../_components/section-title.tsx";
import { SimulatedNotice } from "../../../../../_components/simulated-notice.tsx";
import { loadProject, refuse, requireId } from "../../../../../_server/load-project.ts";
import { SHORT_HASH } from "../../scorer-table.tsx";
import { LearnStateBadge } from "../run-table.tsx";
import { Decision } from "./decision.tsx";
import { LearningProgress } from "./learning-progress.tsx";
import { ReportView } from "./report-view.tsx";

export const generateMetadata = pageTitle("learnedRun");

const REFRESH_MS = 1_500;

async function Files({ run, slug }: { run: ShownLearnedRun; slug: string }) {
  const t = await getTranslations("teach.files");
  const { formatMoment } = await getFigures();
  const { scorerVersion } = run;
  if (!scorerVersion) return null;
  const decided = run.decidedAt ? { moment: formatMoment(run.decidedAt), person: run.decidedBy ? (run.decidedBy.email ?? run.decidedBy.pseudonym) : t("operator") } : null;
  return (
    <>
      <SectionTitle title={t("title")}>{t("lead")}</SectionTitle>
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
          { name: t("decision"), value: decided ? t(run.decision === "used" ? "used" : "notUsed", decided) : null },
        ]}
      />
      <ul className="mt-3 flex flex-col gap-1 text-base">
        {HEAD_FILES.map((file) => (
          <li key={file}>
            <a href={`/api/v1/learning/${run.id}/files/${file}`} download className="font-mono underline decoration-line-strong underline-offset-2 hover:decoration-ink">
              {file}
            </a>{" "}
            <span className="text-ink-soft">{t(`what.${file.replace(".", "_") as "head_onnx" | "manifest_json" | "weights_json" | "parity_json" | "report_json"}`)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

export default async function LearnedRunPage({ params }: { params: Promise<{ slug: string; runId: string }> }) {
  const t = await getTranslations("teach");
  const { slug, runId } = await params;
  const { actor, project, role } = await loadProject(slug);
  const run = await getLearnedRun(actor, requireId(runId)).catch((error: unknown) => refuse(error, slug));
  if (run.projectId !== project.id) notFound();
  const { formatMoment } = await getFigures();
  const isGoing = run.finishedAt === null;
  const { report } = run;
  return (
    <>
      <PageHeader
        title={
          <span className="inline-flex flex-wrap items-center gap-3">
            {t("progress.title", { moment: formatMoment(run.createdAt) })} <LearnStateBadge state={run.state} />
          </span>
        }
        actions={role === "OWNER" ? <Decision slug={slug} runId={run.id} isGoing={isGoing} canUse={run.scorerVersionId !== null} isRecommended={report?.verdict === "better"} decision={run.decision} /> : null}
      >
        <Door href={`/projects/${slug}/scorers/teach`}>{t("progress.back")}</Door>
      </PageHeader>
      {isGoing ? <AutoRefresh everyMs={REFRESH_MS} /> : null}
      <LearningProgress run={run} workerCount={isGoing ? await countWorkers() : 1} />
      {report ? (
        <>
          {report.counts.simulatedPeople === report.counts.people ? <SimulatedNotice judgmentCount={report.counts.judgments} simulatedCount={report.counts.judgments} className="mb-4" /> : null}
          <ReportView report={report} />
          <Files run={run} slug={slug} />
        </>
      ) : null}
    </>
  );
}
