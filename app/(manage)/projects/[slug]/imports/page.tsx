import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import type { Import } from "#lib/generated/prisma/client.ts";
import { countFailedJobs } from "#lib/failed-job/index.ts";
import { listImports } from "#lib/import/index.ts";
import { Badge } from "../../../../_components/badge.tsx";
import { ClientMessages } from "../../../../_components/client-messages.tsx";
import { Notice } from "../../../../_components/notice.tsx";
import { PageHeader } from "../../../../_components/page-header.tsx";
import { Pagination } from "../../../../_components/pagination.tsx";
import { Table, Td, Th } from "../../../../_components/table.tsx";
import { useFigures } from "../../../../_components/use-figures.ts";
import { pageTitle } from "../../../../_server/page-title.ts";
import { AutoRefresh } from "../../../_components/auto-refresh.tsx";
import { Door } from "../../../_components/door.tsx";
import { FailedJobsNotice } from "../../../_components/failed-jobs-notice.tsx";
import { loadProject } from "../../../_server/load-project.ts";
import { readPage, readSearch, type Search } from "../../../_server/search.ts";
import { hrefWith } from "../../../address.ts";
import { FolderForm } from "./folder-form.tsx";
import { describeImport } from "./import-state.ts";
import { UploadForm } from "./upload-form.tsx";

export const generateMetadata = pageTitle("imports");

const PAGE_SIZE = 20;

function Row({ row, slug }: { row: Import; slug: string }) {
  const t = useTranslations("imports");
  const { formatCount, formatMoment } = useFigures();
  const state = describeImport(row);
  const href = `/projects/${slug}/imports/${row.id}`;
  return (
    <tr>
      <Td className="max-w-64 truncate font-medium">
        <Door href={href}>{row.fileName}</Door>
      </Td>
      <Td>
        <Badge tone={state.tone}>{t(`states.${state.words}`)}</Badge>
      </Td>
      <Td numeric>{formatCount(row.lineCount)}</Td>
      <Td numeric>{formatCount(row.newItemCount)}</Td>
      <Td numeric>{formatCount(row.unchangedItemCount)}</Td>
      <Td numeric>{row.problemCount > 0 ? <Door href={`${href}#problems`}>{formatCount(row.problemCount)}</Door> : "0"}</Td>
      <Td className="whitespace-nowrap text-ink-soft tabular-nums">{formatMoment(row.createdAt)}</Td>
    </tr>
  );
}

const EXAMPLE = `{"item_id": "mug-1", "instruction": "make the mug red", "source": "images/mug.jpg",
 "candidates": [{"candidate_id": "a", "image": "images/mug-a.webp", "generator": "editor-1"},
                {"candidate_id": "b", "image": "images/mug-b.webp", "generator": "editor-2"}]}`;

export default async function ImportsPage({ params, searchParams }: { params: Promise<{ slug: string }>; searchParams: Search }) {
  const t = await getTranslations("imports");
  const titles = await getTranslations("titles");
  const { slug } = await params;
  const search = await readSearch(searchParams);
  const { actor, project, role } = await loadProject(slug);
  const page = readPage(search);
  const [{ rows, total }, failedCount] = await Promise.all([listImports(actor, project.id, { page, pageSize: PAGE_SIZE }), countFailedJobs(actor, project.id)]);
  const base = `/projects/${slug}/imports`;
  return (
    <>
      <PageHeader title={titles("imports")}>{t("lead")}</PageHeader>
      {rows.some((row) => row.state === "QUEUED" || row.state === "RUNNING") ? <AutoRefresh /> : null}
      <FailedJobsNotice count={failedCount} slug={slug} />
      {role === "OWNER" ? (
        <section className="mb-8 grid gap-6 lg:grid-cols-2" aria-label={t("new")}>
          <ClientMessages areas={["imports", "errors"]}>
            <UploadForm slug={slug} />
          </ClientMessages>
          <div className="min-w-0">
            <ClientMessages areas={["imports"]}>
              <FolderForm slug={slug} />
            </ClientMessages>
            <details className="mt-4 text-base text-ink-soft">
              <summary className="font-medium text-ink">{t("example")}</summary>
              <pre className="mt-2 overflow-x-auto rounded-control border border-line bg-surface p-3 font-mono text-small text-ink">{EXAMPLE}</pre>
            </details>
          </div>
        </section>
      ) : (
        <Notice className="mb-6">{t("ownersOnly")}</Notice>
      )}
      {rows.length === 0 ? null : (
        <>
          <Table label={t("title")}>
            <thead>
              <tr>
                <Th>{t("columns.file")}</Th>
                <Th>{t("columns.state")}</Th>
                <Th numeric>{t("columns.lines")}</Th>
                <Th numeric>{t("columns.newItems")}</Th>
                <Th numeric>{t("columns.unchanged")}</Th>
                <Th numeric>{t("columns.problems")}</Th>
                <Th>{t("columns.begun")}</Th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row key={row.id} row={row} slug={slug} />
              ))}
            </tbody>
          </Table>
          <Pagination page={page} pageSize={PAGE_SIZE} total={total} hrefFor={(to) => hrefWith(base, { page: to })} />
        </>
      )}
    </>
  );
}
