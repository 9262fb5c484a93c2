import type { Metadata } from "next";
import { computeJudgingQuality } from "#lib/annotator/index.ts";
import { PEOPLE_FILTERS, type PeopleFilter } from "#lib/consensus/index.ts";
import type { DimensionName } from "#lib/project/index.ts";
import { computeReport, describeReport, type Report } from "#lib/report/index.ts";
import { ButtonLink } from "../../../../_components/button.tsx";
import { EmptyState } from "../../../../_components/empty-state.tsx";
import { formatCount } from "../../../../_components/figure.ts";
import { Door } from "../../../_components/door.tsx";
import { SimulatedNotice } from "../../../_components/simulated-notice.tsx";
import { loadProject } from "../../../_server/load-project.ts";
import { readPage, readSearch, type Search } from "../../../_server/search.ts";
import { comparisonsHref } from "../../../address.ts";
import { AgreementTable } from "./agreement-table.tsx";
import { DisagreementGallery } from "./disagreement-gallery.tsx";
import { GeneratorTable } from "./generator-table.tsx";
import { JudgingQuality } from "./judging-quality.tsx";
import { MethodNote } from "./method-note.tsx";
import { PeopleSwitch } from "./people-switch.tsx";
import { PrintButton } from "./print-button.tsx";
import { ScorerTable } from "./scorer-table.tsx";

export const metadata: Metadata = { title: "Report" };

function Headline({ report }: { report: Report }) {
  return (
    <p className="max-w-5xl text-title font-semibold tracking-tight text-pretty">
      {describeReport(report).map((part, index) =>
        part.door ? (
          <Door key={index} href={comparisonsHref(report.project.slug, { people: report.people, ...part.door })} className="decoration-2">
            {part.text}
          </Door>
        ) : (
          <span key={index}>{part.text}</span>
        ),
      )}
    </p>
  );
}

function ProgressLine({ report: { progress, project, people } }: { report: Report }) {
  const to = (filter: Parameters<typeof comparisonsHref>[1]) => comparisonsHref(project.slug, { people, ...filter });
  return (
    <p className="mt-3 max-w-4xl text-base text-ink-soft">
      <Door href={to({ state: "judged" })}>{formatCount(progress.judgedCount)}</Door> of <Door href={to({})}>{formatCount(progress.comparisonCount)}</Door> comparisons judged,{" "}
      <Door href={to({ state: "full" })}>{formatCount(progress.fullCount)}</Door> of them as often as wanted ({project.overlap}), <Door href={to({ state: "decided" })}>{formatCount(progress.decidedCount)}</Door> of those decided.{" "}
      {formatCount(progress.judgmentCount)} judgments by <Door href={`/projects/${project.slug}/people`}>{formatCount(progress.peopleCount)}</Door> {progress.peopleCount === 1 ? "person" : "people"}
      {progress.simulatedAnnotatorCount > 0 ? ` and ${formatCount(progress.simulatedAnnotatorCount)} simulated annotators` : ""}
      {progress.leftOutCount > 0 ? `; ${formatCount(progress.leftOutCount)} more are left out, because they came late or from excluded people` : ""}.
    </p>
  );
}

function readInput(search: Record<string, string>, dimensions: readonly DimensionName[]) {
  const people: PeopleFilter = PEOPLE_FILTERS.find((option) => option === search.people) ?? "all";
  return { people, dimension: dimensions.find((dimension) => dimension === search.dimension), scorer: search.scorer, page: readPage(search) };
}

export default async function ReportPage({ params, searchParams }: { params: Promise<{ slug: string }>; searchParams: Search }) {
  const { slug } = await params;
  const search = await readSearch(searchParams);
  const { actor, project } = await loadProject(slug);
  const input = readInput(search, project.dimensions);
  const report = await computeReport(actor, slug, input);
  const { progress } = report;
  const quality = await computeJudgingQuality(actor, project, report.people);
  return (
    <article>
      <header className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-base font-medium text-ink-soft">
          Report <span className="hidden print:inline">on {project.name}</span>
        </h1>
        <div className="flex flex-wrap items-center gap-2" data-print="hide">
          <PeopleSwitch slug={slug} people={report.people} />
          <PrintButton />
        </div>
      </header>
      <SimulatedNotice judgmentCount={progress.judgmentCount} simulatedCount={progress.simulatedJudgmentCount} className="mb-4" />
      <Headline report={report} />
      {progress.judgmentCount === 0 ? (
        <div className="mt-6">
          <EmptyState title={report.people === "all" ? "There is nothing to report yet" : "None of these people have judged"} action={report.people === "all" ? <ButtonLink href={`/projects/${slug}/people`} variant="primary">Invite people</ButtonLink> : <ButtonLink href={`/projects/${slug}/report`}>Count everybody</ButtonLink>}>
            Figures appear with the first judgment, and intervals with the second item.
          </EmptyState>
        </div>
      ) : (
        <>
          <ProgressLine report={report} />
          {project.isDemo ? (
            <p className="mt-2 max-w-prose text-small text-ink-faint">The starter scorer learned from program-made edits of the photographs in this demo: agreement is higher here than it will be on your pictures.</p>
          ) : null}
          <ScorerTable report={report} />
          <GeneratorTable report={report} />
          <AgreementTable report={report} />
          <JudgingQuality project={project} quality={quality} />
          <DisagreementGallery report={report} actorId={actor.userId} search={search} page={input.page} />
          <MethodNote report={report} />
        </>
      )}
    </article>
  );
}
