import { Download } from "lucide-react";
import type { Metadata } from "next";
import type { ImportProblem } from "#lib/generated/prisma/client.ts";
import { getImport, type ImportState, listImportProblems } from "#lib/import/index.ts";
import { Badge } from "../../../../../_components/badge.tsx";
import { formatBytes, formatCount } from "../../../../../_components/figure.ts";
import { Notice } from "../../../../../_components/notice.tsx";
import { PageHeader } from "../../../../../_components/page-header.tsx";
import { Pagination } from "../../../../../_components/pagination.tsx";
import { Progress } from "../../../../../_components/progress.tsx";
import { Table, Td, Th } from "../../../../../_components/table.tsx";
import { AutoRefresh } from "../../../../_components/auto-refresh.tsx";
import { KnownFacts } from "../../../../_components/known-facts.tsx";
import { SectionTitle } from "../../../../_components/section-title.tsx";
import { loadProject, refuse, requireId } from "../../../../_server/load-project.ts";
import { readPage, readSearch, type Search } from "../../../../_server/search.ts";
import { hrefWith } from "../../../../address.ts";
import { describeImport, formatMoment } from "../import-state.ts";

export const metadata: Metadata = { title: "Import" };

const PAGE_SIZE = 50;

/** Bytes read a second since the worker began, and what is left of the file at that speed. */
function describeSpeed({ startedAt, bytesRead, bytesTotal }: ImportState): string | null {
  const seconds = startedAt ? (Date.now() - startedAt.getTime()) / 1_000 : 0;
  const read = Number(bytesRead);
  if (seconds < 1 || read === 0) return null;
  const left = Math.ceil((Number(bytesTotal) - read) / (read / seconds));
  return `${formatBytes(read / seconds)}/s, about ${left < 90 ? `${left} s` : `${Math.ceil(left / 60)} min`} left`;
}

function ReadProgress({ row }: { row: ImportState }) {
  if (row.state !== "RUNNING") return null;
  return (
    <div className="mb-6 max-w-xl">
      <p className="mb-1 text-base">
        Reading: {formatBytes(Number(row.bytesRead))} of {row.bytesTotal > 0n ? formatBytes(Number(row.bytesTotal)) : "?"}
        <span className="text-ink-soft"> {describeSpeed(row)}</span>
      </p>
      <Progress value={Number(row.bytesRead)} total={Number(row.bytesTotal)} label="Reading" />
    </div>
  );
}

function PrepareProgress({ row }: { row: ImportState }) {
  if (row.itemCount === 0 || row.preparedItemCount === row.itemCount) return null;
  return (
    <div className="mb-6 max-w-xl">
      <p className="mb-1 text-base">
        Preparing pictures: {formatCount(row.preparedItemCount)} of {formatCount(row.itemCount)} items
      </p>
      <Progress value={row.preparedItemCount} total={row.itemCount} label="Preparing" />
    </div>
  );
}

function ProblemTable({ rows }: { rows: ImportProblem[] }) {
  return (
    <Table label="Problems">
      <thead>
        <tr>
          <Th numeric>Line</Th>
          <Th>Field</Th>
          <Th>Code</Th>
          <Th>What is wrong</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((problem) => (
          <tr key={String(problem.id)}>
            <Td numeric>{formatCount(problem.line)}</Td>
            <Td className="font-mono text-small whitespace-nowrap">{problem.field || "–"}</Td>
            <Td className="font-mono text-small whitespace-nowrap">{problem.code}</Td>
            <Td className="min-w-64">{problem.message}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

export default async function ImportPage({ params, searchParams }: { params: Promise<{ slug: string; id: string }>; searchParams: Search }) {
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
      <PageHeader title={row.fileName} actions={<Badge tone={state.tone}>{state.words}</Badge>}>
        Begun {formatMoment(row.createdAt)} UTC{row.finishedAt ? `, read by ${formatMoment(row.finishedAt).slice(11)}` : ""}
      </PageHeader>
      {isAtWork ? <AutoRefresh /> : null}
      {row.errorMessage ? (
        <Notice tone="loss" className="mb-6">
          {row.errorMessage} What was read before is kept; import the same file again to go on. <code className="font-mono text-small">{row.errorCode}</code>
        </Notice>
      ) : null}
      <ReadProgress row={row} />
      <PrepareProgress row={row} />
      <KnownFacts
        facts={[
          { name: "Lines read", value: formatCount(row.lineCount) },
          { name: "New items", value: formatCount(row.newItemCount) },
          { name: "Unchanged items", value: formatCount(row.unchangedItemCount) },
          { name: "New candidates", value: formatCount(row.newCandidateCount) },
          { name: "Prepared", value: `${formatCount(row.preparedItemCount)} of ${formatCount(row.itemCount)} items` },
        ]}
      />
      <div id="problems">
        <SectionTitle title="Problems" count={problems.total} />
        {problems.total === 0 ? (
          <p className="text-base text-ink-soft">{isAtWork ? "None so far." : "None: every line went in."}</p>
        ) : (
          <>
            <p className="mb-3 flex flex-wrap items-center justify-between gap-3 text-base text-ink-soft">
              These lines were left out or lack a picture; all others are in.
              <a href={`/api/v1/imports/${row.id}/problems`} download className="inline-flex h-8 items-center gap-2 rounded-control border border-line-strong bg-surface px-3 font-medium text-ink hover:bg-sunken">
                <Download size={14} aria-hidden /> Download all
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
