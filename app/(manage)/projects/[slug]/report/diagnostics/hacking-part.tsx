import { useTranslations } from "next-intl";
import type { Estimate } from "#lib/evaluation/index.ts";
import { Table, Td, Th } from "../../../../../_components/table.tsx";
import { useFigures } from "../../../../../_components/use-figures.ts";
import { Part, type PartProps } from "./part.tsx";

function Correlation({ estimate, isBold }: { estimate: Estimate; isBold?: boolean }) {
  const { formatNumber } = useFigures();
  return (
    <Td numeric className={isBold ? "font-semibold" : undefined}>
      {formatNumber(estimate.value)}
      {estimate.interval ? <span className="block text-[11px] leading-tight font-normal text-ink-faint">{`${formatNumber(estimate.interval.low)} … ${formatNumber(estimate.interval.high)}`}</span> : null}
    </Td>
  );
}

/** What the scorer prefers beyond what people prefer: how much changed, size, sharpness. */
export function HackingPart({ detail }: PartProps) {
  const t = useTranslations("diagnostics.hacking");
  const { formatCount } = useFigures();
  const isSuspicious = ({ interval }: Estimate) => interval !== null && (interval.low > 0 || interval.high < 0);
  return (
    <Part title={t("title")} lead={t("lead")}>
      <Table label={t("title")} className="tabular-nums">
        <thead>
          <tr>
            <Th>{t("trait")}</Th>
            <Th numeric>{detail.scorer.name}</Th>
            <Th numeric>{t("people")}</Th>
            <Th numeric title={t("excessWhy")}>
              {t("excess")}
            </Th>
            <Th numeric title={t("tiesWhy")}>
              {t("ties")}
            </Th>
            <Th numeric>{t("pairs")}</Th>
            <Th>{t("verdict")}</Th>
          </tr>
        </thead>
        <tbody>
          {detail.diagnostics.hacking.map((row) => (
            <tr key={row.trait}>
              <Td className="font-medium">{t(`traits.${row.trait}`)}</Td>
              <Correlation estimate={row.scorer} />
              <Correlation estimate={row.people} />
              <Correlation estimate={row.excess} isBold={isSuspicious(row.excess)} />
              <Correlation estimate={row.atTies} />
              <Td numeric>{formatCount(row.n)}</Td>
              <Td>{row.n === 0 || row.scorer.value === null ? t("unknown") : isSuspicious(row.excess) ? t((row.excess.value ?? 0) > 0 ? "more" : "less") : t("same")}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Part>
  );
}
