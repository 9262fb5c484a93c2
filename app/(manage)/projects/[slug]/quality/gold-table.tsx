import { useTranslations } from "next-intl";
import type { ListedGold } from "#lib/gold/index.ts";
import { Badge } from "../../../../_components/badge.tsx";
import { Table, Td, Th } from "../../../../_components/table.tsx";
import { useFigures } from "../../../../_components/use-figures.ts";
import { Door } from "../../../_components/door.tsx";
import { useVerdictWords } from "./describe-verdicts.ts";

/** The gold of a project; a row that most people miss is rather wrong itself. */
export function GoldTable({ gold, slug }: { gold: ListedGold[]; slug: string }) {
  const t = useTranslations("quality.gold");
  const { formatCount } = useFigures();
  const wordsOf = useVerdictWords();
  return (
    <Table label={t("title")}>
      <thead>
        <tr>
          <Th>{t("request")}</Th>
          <Th>{t("answer")}</Th>
          <Th>{t("asked")}</Th>
          <Th numeric>{t("right")}</Th>
          <Th numeric>{t("wrong")}</Th>
          <Th aria-label={t("warning")} />
        </tr>
      </thead>
      <tbody>
        {gold.map((row) => (
          <tr key={row.comparisonId}>
            <Td className="max-w-80 truncate">
              <Door href={`/projects/${slug}/comparisons/${row.comparisonId}`}>{row.request}</Door>
            </Td>
            <Td className="whitespace-nowrap">{wordsOf(row.verdicts)}</Td>
            <Td className="whitespace-nowrap text-ink-soft">{row.inQuiz ? t("inQuiz") : t("amongWork")}</Td>
            <Td numeric>{formatCount(row.right)}</Td>
            <Td numeric>{formatCount(row.wrong)}</Td>
            <Td>{row.isDoubtful ? <Badge tone="attention" title={t("missedWhy")}>{t("missed")}</Badge> : null}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
