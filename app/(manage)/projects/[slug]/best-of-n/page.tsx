import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { listPicks, PickFilter, type PickList } from "#lib/best-of-n/index.ts";
import { judgesOf } from "#lib/report/index.ts";
import { ButtonLink } from "../../../../_components/button.tsx";
import { EmptyState } from "../../../../_components/empty-state.tsx";
import { PageHeader } from "../../../../_components/page-header.tsx";
import { useFigures } from "../../../../_components/use-figures.ts";
import { pageTitle } from "../../../../_server/page-title.ts";
import { LearnedNote } from "../../../_components/learned-note.tsx";
import { SimulatedNotice } from "../../../_components/simulated-notice.tsx";
import { loadProject } from "../../../_server/load-project.ts";
import { readPage, readSearch, type Search } from "../../../_server/search.ts";
import { CurveSection } from "./curve-section.tsx";
import { MethodNote } from "./method-note.tsx";
import { PickFilters } from "./pick-filters.tsx";
import { PickGallery } from "./pick-gallery.tsx";

export const generateMetadata = pageTitle("best-of-n");

const PAGE_SIZE = 12;

function Headline({ list: { curve, judged, scorer } }: { list: PickList }) {
  const t = useTranslations("bestOfN");
  const { counted, formatPercent, formatPercentInterval, sentenceGap } = useFigures();
  const point = curve.points.at(-1);
  if (!point || !scorer) return null;
  return (
    <p className="max-w-4xl text-lead text-balance">
      {t("headline", { n: point.n, scorer: scorer.name, judges: judgesOf(judged), value: formatPercent(point.scorer), random: formatPercent(point.random), oracle: formatPercent(point.oracle) })}
      {sentenceGap}
      {point.gainRatio === null
        ? t("headlineCount", counted(curve.poolCount))
        : t("headlineRatio", { ratio: formatPercent(point.gainRatio, 0), confidence: formatPercent(0.95, 0), interval: formatPercentInterval(point.gainRatioInterval, 0), ...counted(curve.poolCount) })}
    </p>
  );
}

export default async function BestOfNPage({ params, searchParams }: { params: Promise<{ slug: string }>; searchParams: Search }) {
  const t = await getTranslations("bestOfN");
  const titles = await getTranslations("titles");
  const { slug } = await params;
  const search = await readSearch(searchParams);
  const { actor } = await loadProject(slug);
  const filter = PickFilter.parse(search);
  const page = readPage(search);
  const list = await listPicks(actor, slug, { filter, page, pageSize: PAGE_SIZE });
  const header = <PageHeader title={titles("best-of-n")}>{t("lead")}</PageHeader>;
  if (!list.scorer) {
    return (
      <>
        {header}
        <EmptyState title={t("empty.noScorer")} action={<ButtonLink href={`/projects/${slug}/items`}>{t("empty.items")}</ButtonLink>}>
          {t("empty.noScorerText")}
        </EmptyState>
      </>
    );
  }
  return (
    <article>
      {header}
      <PickFilters list={list} filter={filter} />
      <SimulatedNotice judgmentCount={list.judged.judgmentCount} simulatedCount={list.judged.simulatedCount} className="mb-4" />
      {list.learned ? <LearnedNote slug={slug} learned={list.learned} /> : null}
      {list.curve.points.length === 0 ? (
        <EmptyState title={t("empty.unjudged")} action={<ButtonLink href={`/projects/${slug}/people`}>{t("empty.invite")}</ButtonLink>}>
          {t("empty.unjudgedText")}
        </EmptyState>
      ) : (
        <>
          <Headline list={list} />
          <CurveSection list={list} search={search} />
        </>
      )}
      <PickGallery list={list} filter={filter} search={search} actorId={actor.userId} page={page} pageSize={PAGE_SIZE} />
      {list.curve.points.length === 0 ? null : <MethodNote list={list} />}
    </article>
  );
}
