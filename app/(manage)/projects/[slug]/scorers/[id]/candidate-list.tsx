import { useTranslations } from "next-intl";
import type { ScoredCandidateRow } from "#lib/scorer/index.ts";
import { Table, Td, Th } from "../../../../../_components/table.tsx";
import { useFigures } from "../../../../../_components/use-figures.ts";
import { Door } from "../../../../_components/door.tsx";

/** Candidates that a scorer has worked on, each a door to its raw replies. */
export function CandidateList({ rows, base }: { rows: ScoredCandidateRow[]; base: string }) {
  const t = useTranslations("scorers.detail");
  const { formatCount, formatNumber } = useFigures();
  return (
    <Table label={t("lowest")}>
      <thead>
        <tr>
          <Th>{t("candidate")}</Th>
          <Th className="hidden sm:table-cell">{t("item")}</Th>
          <Th numeric>{t("overall")}</Th>
          <Th numeric>{t("spread")}</Th>
          <Th numeric>{t("failedPasses")}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <Td className="break-all">
              <Door href={`${base}/candidates/${row.id}`}>{row.externalId}</Door>
            </Td>
            <Td className="hidden break-all text-ink-soft sm:table-cell">{row.item}</Td>
            <Td numeric>{formatNumber(row.overall)}</Td>
            <Td numeric>{formatNumber(row.spread)}</Td>
            <Td numeric>{formatCount(row.failedPasses)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
