import { useTranslations } from "next-intl";
import Link from "next/link";
import type { Report } from "#lib/report/index.ts";
import { SimulatedMark } from "../../../../_components/badge.tsx";
import { useDimensionName } from "../../../../_components/dimension-name.ts";
import { Pagination } from "../../../../_components/pagination.tsx";
import { useFigures } from "../../../../_components/use-figures.ts";
import { Door } from "../../../_components/door.tsx";
import { SectionTitle } from "../../../_components/section-title.tsx";
import { Thumb } from "../../../_components/thumb.tsx";
import { showPicture } from "../../../_server/show-picture.ts";
import { hrefWith } from "../../../address.ts";
import { behind } from "./report-address.ts";

const PAGE_SIZE = 12;
type Listed = Report["disagreements"]["rows"][number];

function Side({ letter, row, actorId }: { letter: "A" | "B"; row: Listed; actorId: string }) {
  const t = useTranslations("report");
  const { formatNumber } = useFigures();
  const m = useTranslations("manage");
  const candidate = letter === "A" ? row.shown.candidateA : row.shown.candidateB;
  const isChosen = row.consensus === letter;
  return (
    <span className="min-w-0">
      <Thumb size="large" picture={showPicture(candidate.picture, "thumb", actorId)} alt={m("madeBy", { name: letter, generator: candidate.generator })} className={isChosen ? "outline-2 outline-offset-1 outline-ink" : undefined} />
      <span className="mt-1 block truncate text-small">
        <strong className="font-semibold">{letter}</strong> {isChosen ? t("gallery.people") : t("gallery.scorer")} · {formatNumber(letter === "A" ? row.scoreA : row.scoreB)}
      </span>
      <span className="block truncate text-small text-ink-faint">{candidate.generator}</span>
    </span>
  );
}

function Card({ row, report, actorId }: { row: Listed; report: Report; actorId: string }) {
  const t = useTranslations("report");
  const { formatCount, formatNumber, formatPercent } = useFigures();
  const { item } = row.shown;
  const [source] = item.sources;
  const href = hrefWith(`/projects/${report.project.slug}/comparisons/${row.comparisonId}`, { people: report.people === "all" ? undefined : report.people });
  return (
    <li className="break-inside-avoid">
      <Link href={href} prefetch={false} className="block rounded-card p-2 hover:bg-sunken">
        <span className="grid grid-cols-3 gap-1.5">
          <span className="min-w-0">
            <Thumb size="large" picture={source ? showPicture(source.picture, "thumb", actorId) : null} alt={t("gallery.source")} />
            <span className="mt-1 block text-small text-ink-faint">{t("gallery.source")}</span>
          </span>
          <Side letter="A" row={row} actorId={actorId} />
          <Side letter="B" row={row} actorId={actorId} />
        </span>
        <span className="mt-1.5 line-clamp-2 text-base" lang={item.language}>
          {item.instruction ?? `${item.sourceCaption} → ${item.targetCaption}`}
        </span>
        <span className="mt-1 flex flex-wrap items-center gap-2 text-small text-ink-soft tabular-nums">
          {t("gallery.line", { share: formatPercent(row.share, 0), shown: formatCount(row.n), chosen: row.consensus ?? "–", other: row.consensus === "A" ? "B" : "A", gap: formatNumber(row.gap) })}
          {row.simulatedCount > 0 ? <SimulatedMark count={row.simulatedCount} /> : null}
        </span>
      </Link>
    </li>
  );
}

/** Where the scorer contradicts people most, each with its pictures. */
export function DisagreementGallery({ report, actorId, search, page }: { report: Report; actorId: string; search: Record<string, string>; page: number }) {
  const t = useTranslations("report");
  const dimensionName = useDimensionName();
  const { disagreements, project } = report;
  const { scorer, dimension, total } = disagreements;
  if (!scorer) return null;
  const base = `/projects/${project.slug}/report`;
  const listHref = behind(report, search.task)({ dimension, scorer: scorer.id, scored: "disagrees", sort: "gap" });
  return (
    <section id="disagreements" className="scroll-mt-28">
      <SectionTitle title={t("gallery.title")} count={total} href={listHref}>
        {t("gallery.lead", { scorer: scorer.name })}
      </SectionTitle>
      <p className="mb-2 flex flex-wrap gap-x-4 gap-y-1 text-base" data-print="hide">
        {project.dimensions.map((name) =>
          name === dimension ? (
            <strong key={name} className="font-semibold">
              {dimensionName(name)}
            </strong>
          ) : (
            <Door key={name} href={`${hrefWith(base, { ...search, dimension: name, page: undefined })}#disagreements`}>
              {dimensionName(name)}
            </Door>
          ),
        )}
      </p>
      {total === 0 ? (
        <p className="text-base text-ink-soft">{t("gallery.none")}</p>
      ) : (
        <>
          <ul className="-mx-2 grid gap-x-2 gap-y-4 sm:grid-cols-2 xl:grid-cols-3 print:grid-cols-2">
            {disagreements.rows.map((row) => (
              <Card key={row.comparisonId} row={row} report={report} actorId={actorId} />
            ))}
          </ul>
          <Pagination page={page} pageSize={PAGE_SIZE} total={total} hrefFor={(to) => `${hrefWith(base, { ...search, page: to })}#disagreements`} />
        </>
      )}
    </section>
  );
}
