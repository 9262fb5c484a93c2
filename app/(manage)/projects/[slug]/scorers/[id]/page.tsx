import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { getItemFacets } from "#lib/item/index.ts";
import { type DetailedScorer, getScorer, listScoredCandidates } from "#lib/scorer/index.ts";
import { listRuns } from "#lib/scoring-run/index.ts";
import { Badge } from "../../../../../_components/badge.tsx";
import { ButtonLink } from "../../../../../_components/button.tsx";
import { CopyButton } from "../../../../../_components/copy-button.tsx";
import { PageHeader } from "../../../../../_components/page-header.tsx";
import { Pagination } from "../../../../../_components/pagination.tsx";
import { getDimensionName, getFigures } from "../../../../../_server/get-figures.ts";
import { pageTitle } from "../../../../../_server/page-title.ts";
import { AutoRefresh } from "../../../../_components/auto-refresh.tsx";
import { KnownFacts } from "../../../../_components/known-facts.tsx";
import { SectionTitle } from "../../../../_components/section-title.tsx";
import { loadProject, refuse, requireId } from "../../../../_server/load-project.ts";
import { readPage, readSearch, type Search } from "../../../../_server/search.ts";
import { hrefWith } from "../../../../address.ts";
import { formatCost } from "../format-cost.ts";
import { kindName } from "../kind-name.ts";
import { isGoing } from "../run-state.tsx";
import { RunTable } from "../run-table.tsx";
import { SHORT_HASH } from "../scorer-table.tsx";
import { isScorerKind } from "../scorer-kinds.ts";
import { CandidateList } from "./candidate-list.tsx";
import { ConfigFacts } from "./config-facts.tsx";
import { Distributions } from "./distributions.tsx";
import { RunDialog } from "./run-dialog.tsx";

export const generateMetadata = pageTitle("scorer");

const CANDIDATES_SHOWN = 20;
const RUNS_SHOWN = 10;

function concurrencyOf(definition: unknown): number | null {
  const value = definition !== null && typeof definition === "object" && "concurrency" in definition ? definition.concurrency : null;
  return typeof value === "number" ? value : null;
}

async function Facts({ scorer }: { scorer: DetailedScorer }) {
  const t = await getTranslations("scorers");
  const figures = await getFigures();
  const { formatCount, formatMoment, formatNumber } = figures;
  const dimensionName = await getDimensionName();
  return (
    <KnownFacts
      facts={[
        { name: t("detail.description"), value: scorer.description },
        { name: t("detail.version"), value: <code className="font-mono text-small break-all">{scorer.hash}</code> },
        { name: t("detail.dimensions"), value: scorer.dimensions.map(dimensionName).join(" · ") },
        { name: t("detail.scale"), value: t("detail.scaleValue", { min: formatNumber(scorer.scaleMin, 0), max: formatNumber(scorer.scaleMax, 0) }) },
        { name: t("detail.passes"), value: formatCount(scorer.passes) },
        { name: t("detail.candidates"), value: t("scoredOf", { scored: formatCount(scorer.scoredCount), all: formatCount(scorer.candidateCount) }) },
        { name: t("detail.spread"), value: scorer.spread === null ? null : formatNumber(scorer.spread, 3) },
        { name: t("detail.spent"), value: scorer.callCount === 0 ? null : `${t("calls", { ...figures.counted(scorer.callCount), tokens: formatCount(scorer.tokenCount) })}${scorer.cost === null ? "" : ` · ${formatCost(figures, scorer.cost)}`}` },
        { name: t("detail.made"), value: formatMoment(scorer.createdAt) },
      ]}
    />
  );
}

async function Definition({ scorer }: { scorer: DetailedScorer }) {
  const t = await getTranslations("scorers.detail");
  const text = scorer.definition ? JSON.stringify(scorer.definition, null, 2) : null;
  return (
    <div className="grid gap-x-8 lg:grid-cols-2">
      <section className="min-w-0">
        <SectionTitle title={t("covers")}>{t("coversLead")}</SectionTitle>
        {isScorerKind(scorer.kind) ? <p className="mb-3 max-w-prose text-base">{t(`coversKinds.${scorer.kind}`)}</p> : null}
        <h3 className="mb-1 text-base font-semibold">{t("says")}</h3>
        <ConfigFacts config={scorer.config} />
      </section>
      <section className="min-w-0">
        <SectionTitle title={t("definition")}>{t("definitionLead")}</SectionTitle>
        {text === null ? (
          <p className="text-base text-ink-soft">{t("noDefinition")}</p>
        ) : (
          <>
            <pre className="mb-2 overflow-x-auto rounded-control border border-line bg-surface p-3 font-mono text-small" tabIndex={0}>
              {text}
            </pre>
            <CopyButton text={text} label={t("copy")} />
          </>
        )}
      </section>
    </div>
  );
}

export default async function ScorerPage({ params, searchParams }: { params: Promise<{ slug: string; id: string }>; searchParams: Search }) {
  const t = await getTranslations("scorers");
  const { formatMoment } = await getFigures();
  const { slug, id } = await params;
  const search = await readSearch(searchParams);
  const { actor, project, role } = await loadProject(slug);
  const scorer = await getScorer(actor, project.id, requireId(id)).catch((error: unknown) => refuse(error, slug));
  const page = readPage(search);
  const failed = search.show === "failed";
  const [candidates, runs, facets] = await Promise.all([
    listScoredCandidates(actor, project.id, id, { page, pageSize: CANDIDATES_SHOWN, failed }),
    listRuns(actor, project.id, { scorerVersionId: id, page: 1, pageSize: RUNS_SHOWN }),
    getItemFacets(actor, project.id),
  ]);
  const base = `/projects/${slug}/scorers/${id}`;
  const others = scorer.versions.filter((version) => version.id !== id);
  return (
    <>
      <PageHeader
        title={
          <span className="inline-flex flex-wrap items-center gap-3">
            {scorer.name} <Badge>{kindName(t, scorer.kind)}</Badge> <code className="font-mono text-base font-normal text-ink-faint">{scorer.hash.slice(0, SHORT_HASH)}</code>
          </span>
        }
        actions={
          <>
            <ButtonLink href={`/projects/${slug}/report`}>{t("detail.report")}</ButtonLink>
            {role === "OWNER" && scorer.isRunnable ? <RunDialog slug={slug} scorer={{ id, name: scorer.name, passes: scorer.passes, kind: scorer.kind, concurrency: concurrencyOf(scorer.definition) }} generators={facets.generators.map(({ name }) => name)} taskTypes={facets.taskTypes.map(({ name }) => name)} /> : null}
          </>
        }
      />
      {runs.rows.some((run) => isGoing(run.state)) ? <AutoRefresh everyMs={3_000} /> : null}
      <Facts scorer={scorer} />
      <SectionTitle title={t("runs.title")} count={runs.total}>
        {t("runs.lead")}
      </SectionTitle>
      {runs.rows.length === 0 ? <p className="text-base text-ink-soft">{t("runs.none")}</p> : <RunTable runs={runs.rows} slug={slug} />}
      <SectionTitle title={t("detail.distribution")}>{t("detail.distributionLead")}</SectionTitle>
      <Distributions scorer={scorer} />
      <div id="candidates">
        <SectionTitle title={t("detail.lowest")} count={candidates.total}>
          <Link href={failed ? `${base}#candidates` : `${base}?show=failed#candidates`} scroll={false} className="underline underline-offset-2">
            {failed ? t("detail.everything") : t("detail.onlyFailed")}
          </Link>
        </SectionTitle>
        {candidates.rows.length === 0 ? (
          <p className="text-base text-ink-soft">{failed ? t("failures.none") : t("detail.noScores")}</p>
        ) : (
          <>
            <CandidateList rows={candidates.rows} base={base} />
            <Pagination page={page} pageSize={CANDIDATES_SHOWN} total={candidates.total} hrefFor={(to) => `${hrefWith(base, { ...search, page: to === 1 ? undefined : to })}#candidates`} />
          </>
        )}
      </div>
      <Definition scorer={scorer} />
      {others.length > 0 ? (
        <>
          <SectionTitle title={t("detail.versions")} count={others.length} />
          <ul className="flex flex-col gap-1 text-base">
            {others.map((version) => (
              <li key={version.id}>
                <Link href={`/projects/${slug}/scorers/${version.id}`} className="font-mono text-small underline underline-offset-2">
                  {version.hash.slice(0, SHORT_HASH)}
                </Link>{" "}
                <span className="text-ink-soft tabular-nums">{formatMoment(version.createdAt)}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}
