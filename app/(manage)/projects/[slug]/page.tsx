import type { Metadata } from "next";
import { getPipeline, type Pipeline } from "#lib/overview/index.ts";
import { ButtonLink } from "../../../_components/button.tsx";
import { EmptyState } from "../../../_components/empty-state.tsx";
import { PageHeader } from "../../../_components/page-header.tsx";
import { AutoRefresh } from "../../_components/auto-refresh.tsx";
import { SimulatedNotice } from "../../_components/simulated-notice.tsx";
import { Stage } from "../../_components/stage.tsx";
import { loadProject } from "../../_server/load-project.ts";
import { describeStages } from "./pipeline-stages.tsx";

export const metadata: Metadata = { title: "Overview" };

function isAtWork({ openImports, preparedItemCount, progress, scorers, queue }: Pipeline): boolean {
  const isScoring = scorers[0] !== undefined && scorers[0].scoredCount + scorers[0].failedCount < scorers[0].candidateCount;
  return openImports.length > 0 || preparedItemCount < progress.itemCount || (isScoring && queue.waiting + queue.active > 0);
}

export default async function OverviewPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { actor, project } = await loadProject(slug);
  const pipeline = await getPipeline(actor, slug);
  const importLink = (
    <ButtonLink href={`/projects/${slug}/imports`} variant={pipeline.progress.itemCount === 0 ? "primary" : "secondary"}>
      Import items
    </ButtonLink>
  );
  const isEmpty = pipeline.progress.itemCount === 0 && pipeline.openImports.length === 0;
  return (
    <>
      <PageHeader title={project.name} actions={isEmpty ? null : importLink}>
        {project.description}
      </PageHeader>
      {isAtWork(pipeline) ? <AutoRefresh /> : null}
      {isEmpty ? (
        <EmptyState title="No items yet" action={importLink}>
          An item is a source picture, an instruction, and two or more edits of it. Import a JSONL file with its pictures; pairs to judge appear by themselves.
        </EmptyState>
      ) : (
        <>
          <SimulatedNotice judgmentCount={pipeline.progress.judgmentCount} simulatedCount={pipeline.progress.simulatedJudgmentCount} className="mb-6" />
          <ol>
            {describeStages(pipeline).map((stage) => (
              <Stage key={stage.name} {...stage} />
            ))}
          </ol>
        </>
      )}
    </>
  );
}
