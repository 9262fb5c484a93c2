import { useTranslations } from "next-intl";
import type { FailedJob } from "#lib/failed-job/index.ts";
import { Table, Td, Th } from "../../../../_components/table.tsx";
import { useExplain } from "../../../../_components/use-explain.ts";
import { useFigures } from "../../../../_components/use-figures.ts";
import { Door } from "../../../_components/door.tsx";
import { RetryForm } from "./retry-form.tsx";

/** What a job was about: its items, or else the import that it read. */
function About({ job, slug }: { job: FailedJob; slug: string }) {
  const t = useTranslations("failures");
  const { counted } = useFigures();
  const { items, itemCount, scorer } = job.about;
  const more = itemCount - items.length;
  if (items.length === 0) return job.about.import ? <Door href={`/projects/${slug}/imports/${job.about.import.id}`}>{job.about.import.fileName}</Door> : "–";
  return (
    <>
      {items.map((item) => (
        <Door key={item.id} href={`/projects/${slug}/items/${item.id}`} className="mr-2 break-all">
          {item.externalId}
        </Door>
      ))}
      {more > 0 ? <span className="mr-2 text-ink-soft">{t("more", counted(more))}</span> : null}
      {scorer ? <span className="text-small text-ink-faint">{t("scorer", scorer)}</span> : null}
    </>
  );
}

export function FailureTable({ jobs, slug }: { jobs: FailedJob[]; slug: string }) {
  const t = useTranslations("failures");
  const explain = useExplain();
  const { formatCount, formatMoment } = useFigures();
  return (
    <Table label={t("title")}>
      <thead>
        <tr>
          <Th>{t("columns.kind")}</Th>
          <Th>{t("columns.about")}</Th>
          <Th>{t("columns.why")}</Th>
          <Th numeric>{t("columns.tries")}</Th>
          <Th>{t("columns.when")}</Th>
          <Th aria-label={t("columns.retry")} />
        </tr>
      </thead>
      <tbody>
        {jobs.map((job) => (
          <tr key={job.id}>
            <Td className="whitespace-nowrap">{t(`kinds.${job.kind}`)}</Td>
            <Td className="min-w-40">
              <About job={job} slug={slug} />
            </Td>
            <Td className="min-w-64">
              {explain(job)} <code className="font-mono text-small text-ink-faint">{job.code}</code>
            </Td>
            <Td numeric>{formatCount(job.tries)}</Td>
            <Td className="whitespace-nowrap text-ink-soft tabular-nums">{formatMoment(job.failedAt)}</Td>
            <Td>
              <RetryForm slug={slug} fields={{ id: job.id }} label={t("retryLabel", { kind: t(`kinds.${job.kind}`), moment: formatMoment(job.failedAt) })} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
