import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import type { ImportProblem } from "#lib/generated/prisma/client.ts";
import { getImport, type ImportState, listImportProblems } from "#lib/import/index.ts";
import { Badge } from "../../../../../_components/badge.tsx";
import { Notice } from "../../../../../_components/notice.tsx";
import { PageHeader } from "../../../../../_components/page-header.tsx";
import { Pagination } from "../../../../../_components/pagination.tsx";
import { Progress } from "../../../../../_components/progress.tsx";
import { Table, Td, Th } from "../../../../../_components/table.tsx";
import { useExplain } from "../../../../../_components/use-explain.ts";
import type { Translate } from "../../../../../_messages/translate.ts";
import type { Figures } from "../../../../../_components/figure.ts";
import { useFigures } from "../../../../../_components/use-figures.ts";
import { explainHere } from "../../../../../_server/explain-here.ts";
import { getFigures } from "../../../../../_server/get-figures.ts";
import { pageTitle } from "../../../../../_server/page-title.ts";
import { AutoRefresh } from "../../../../_components/auto-refresh.tsx";
import { KnownFacts } from "../../../../_components/known-facts.tsx";
import { SectionTitle } from "../../../../_components/section-title.tsx";
import { loadProject, refuse, requireId } from "../../../../_server/load-project.ts";
import { readPage, readSearch, type Search } from "../../../../_server/search.ts";
import { hrefWith } from "../../../../address.ts";
import { describeImport } from "../import-state.ts";

export const generateMetadata = pageTitle("import");

const PAGE_SIZE = 50;

/** Bytes read a second since the worker began, and what is left of the file at that speed. */
function describeSpeed({ startedAt, bytesRead, bytesTotal }: ImportState, t: Translate<"imports">, { formatBytes }: Figures): string | null {
  const seconds = startedAt ? (Date.now() - startedAt.getTime()) / 1_000 : 0;
  const read = Number(bytesRead);
  if (seconds < 1 || read === 0) return null;
  const left = Math.ceil((Number(bytesTotal) - read) / (read / seconds));
  const speed = formatBytes(read / seconds);
  return left < 90 ? t("speed.seconds", { speed, count: left }) : t("speed.minutes", { speed, count: Math.ceil(left / 60) });
}

function ReadProgress({ row }: { row: ImportState }) {
  const t = useTranslations("imports");
  const figures = useFigures();
  if (row.state !== "RUNNING") return null;
  return (
    <div className="mb-6 max-w-xl">
      <p className="mb-1 text-base">
        {t("reading", { read: figures.formatBytes(Number(row.bytesRead)), total: row.bytesTotal > 0n ? figures.formatBytes(Number(row.bytesTotal)) : "?" })}
        <span className="text-ink-soft"> {describeSpeed(row, t, figures)}</span>
      </p>
      <Progress value={Number(row.bytesRead)} total={Number(row.bytesTotal)} label={t("readingLabel")} />
    </div>
  );
}

function PrepareProgress({ row }: { row: ImportState }) {
  const t = useTranslations("imports");
  const { formatCount } = useFigures();
  if (row.itemCount === 0 || row.preparedItemCount === row.itemCount) return null;
  return (
    <div className="mb-6 max-w-xl">
      <p className="mb-1 text-base">
        {t("preparing", { done: formatCount(row.preparedItemCount), all: formatCount(row.itemCount) })}
      </p>
      <Progress value={row.preparedItemCount} total={row.itemCount} label={t("preparingLabel")} />
    </div>
  );
}

/** What is wrong in the reader's language; lib's sentence stays beside it, because it names the value. */
function Reason({ problem }: { problem: ImportProblem }) {
  const explain = useExplain();
  const words = explain(problem);
  return words === problem.message ? (
    words
  ) : (
    <>
      {words} <span lang="en" className="text-small text-ink-faint">{problem.message}</span>
    </>
  );
}

function ProblemTable({ rows }: { rows: ImportProblem[] }) {
  const t = useTranslations("imports");
  const { formatCount } = useFigures();
  return (
    <Table label={t("problems.title")}>
      <thead>
        <tr>
          <Th numeric>{t("problems.line")}</Th>
          <Th>{t("problems.field")}</Th>
          <Th>{t("problems.code")}</Th>
          <Th>{t("problems.what")}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((problem) => (
          <tr key={String(problem.id)}>
            <Td numeric>{formatCount(problem.line)}</Td>
            <Td className="font-mono text-small whitespace-nowrap">{problem.field || "–"}</Td>
            <Td className="font-mono text-small whitespace-nowrap">{problem.code}</Td>
            <Td className="min-w-64">
              <Reason problem={problem} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

export default async function ImportPage({ params, searchParams }: { params: Promise<{ slug: string; id: string }>; searchParams: Search }) {
  const t = await getTranslations("imports");
  const { formatCount, formatMoment } = await getFigures();
  const { slug, id } = await params;
  const search = await readSearch(searchParams);
  const { actor } = await loadProject(slug);
  const row = await getImport(actor, requireId(id)).catch((error: unknown) => refuse(error, slug));
  const page = readPage(search);
  const problems = await listImportProblems(actor, row.id, { page, pageSize: PAGE_SIZE });
  const state = describeImport(row);
  const isAtWork = row.state === "QUEUED" || row.state === "RUNNING" || row.preparedItemCount < row.itemCount;
  return (
    <>
      <PageHeader title={row.fileName} actions={<Badge tone={state.tone}>{t(`states.${state.words}`)}</Badge>}>
        {row.finishedAt ? t("begunAndRead", { moment: formatMoment(row.createdAt), end: formatMoment(row.finishedAt).slice(11) }) : t("begun", { moment: formatMoment(row.createdAt) })}
      </PageHeader>
      {isAtWork ? <AutoRefresh /> : null}
      {row.errorMessage ? (
        <Notice tone="loss" className="mb-6">
          {await explainHere({ code: row.errorCode, message: row.errorMessage })} {t("stoppedKept")} <code className="font-mono text-small">{row.errorCode}</code>
        </Notice>
      ) : null}
      <ReadProgress row={row} />
      <PrepareProgress row={row} />
      <KnownFacts
        facts={[
          { name: t("facts.lines"), value: formatCount(row.lineCount) },
          { name: t("facts.newItems"), value: formatCount(row.newItemCount) },
          { name: t("facts.unchanged"), value: formatCount(row.unchangedItemCount) },
          { name: t("facts.newCandidates"), value: formatCount(row.newCandidateCount) },
          { name: t("facts.prepared"), value: t("facts.preparedOf", { done: formatCount(row.preparedItemCount), all: formatCount(row.itemCount) }) },
        ]}
      />
      <div id="problems">
        <SectionTitle title={t("problems.title")} count={problems.total} />
        {problems.total === 0 ? (
          <p className="text-base text-ink-soft">{isAtWork ? t("problems.noneYet") : t("problems.none")}</p>
        ) : (
          <>
            <p className="mb-3 flex flex-wrap items-center justify-between gap-3 text-base text-ink-soft">
              {t("problems.lead")}
              <a href={`/api/v1/imports/${row.id}/problems`} download className="inline-flex h-8 items-center gap-2 rounded-control border border-line-strong bg-surface px-3 font-medium text-ink hover:bg-sunken">
                <Download size={14} aria-hidden /> {t("problems.download")}
              </a>
            </p>
            <ProblemTable rows={problems.rows} />
            <Pagination page={page} pageSize={PAGE_SIZE} total={problems.total} hrefFor={(to) => `${hrefWith(`/projects/${slug}/imports/${row.id}`, { page: to })}#problems`} />
          </>
        )}
      </div>
    </>
  );
}
