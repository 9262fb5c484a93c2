import { getTranslations } from "next-intl/server";
import { countFailedJobs } from "#lib/failed-job/index.ts";
import { getPipeline, type Pipeline } from "#lib/overview/index.ts";
import { ButtonLink } from "../../../_components/button.tsx";
import { EmptyState } from "../../../_components/empty-state.tsx";
import { PageHeader } from "../../../_components/page-header.tsx";
import { getFigures } from "../../../_server/get-figures.ts";
import { pageTitle } from "../../../_server/page-title.ts";
import { AutoRefresh } from "../../_components/auto-refresh.tsx";
import { FailedJobsNotice } from "../../_components/failed-jobs-notice.tsx";
import { SimulatedNotice } from "../../_components/simulated-notice.tsx";
import { Stage } from "../../_components/stage.tsx";
import { loadProject } from "../../_server/load-project.ts";
import { describeStages } from "./pipeline-stages.tsx";

export const generateMetadata = pageTitle("overview");

function isAtWork({ openImports, preparedItemCount, progress, scorers, queue }: Pipeline): boolean {
  const isScoring = scorers[0] !== undefined && scorers[0].scoredCount + scorers[0].failedCount < scorers[0].candidateCount;
  return openImports.length > 0 || preparedItemCount < progress.itemCount || (isScoring && queue.waiting + queue.active > 0);
}

export default async function OverviewPage({ params }: { params: Promise<{ slug: string }> }) {
  const t = await getTranslations("overview");
  const figures = await getFigures();
  const { slug } = await params;
  const { actor, project } = await loadProject(slug);
  const [pipeline, failedCount] = await Promise.all([getPipeline(actor, slug), countFailedJobs(actor, project.id)]);
  const importLink = (
    <ButtonLink href={`/projects/${slug}/imports`} variant={pipeline.progress.itemCount === 0 ? "primary" : "secondary"}>
      {t("import")}
    </ButtonLink>
  );
  const isEmpty = pipeline.progress.itemCount === 0 && pipeline.openImports.length === 0;
  return (
    <>
      <PageHeader title={project.name} actions={isEmpty ? null : importLink}>
        {project.description}
      </PageHeader>
      {isAtWork(pipeline) ? <AutoRefresh /> : null}
      <FailedJobsNotice count={failedCount} slug={slug} />
      {isEmpty ? (
        <EmptyState title={t("empty")} action={importLink}>
          {t("emptyText")}
        </EmptyState>
      ) : (
        <>
          <SimulatedNotice judgmentCount={pipeline.progress.judgmentCount} simulatedCount={pipeline.progress.simulatedJudgmentCount} className="mb-6" />
          <ol>
            {describeStages(pipeline, { t, figures }).map((stage) => (
              <Stage key={stage.name} {...stage} />
            ))}
          </ol>
        </>
      )}
    </>
  );
}
