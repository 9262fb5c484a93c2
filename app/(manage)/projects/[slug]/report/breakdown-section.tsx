import { useTranslations } from "next-intl";
import { type BreakdownName, type BreakdownRow, BREAKDOWNS, type GroupRow } from "#lib/evaluation/index.ts";
import { filterOfBreakdown, type ReportView, type ScorerDetail } from "#lib/report/index.ts";
import { Table, Td, Th } from "../../../../_components/table.tsx";
import { useFigures } from "../../../../_components/use-figures.ts";
import { Door } from "../../../_components/door.tsx";
import { IntervalBar } from "../../../_components/interval-bar.tsx";
import { behind } from "./report-address.ts";
import { ShareCell } from "./scorer-table.tsx";

/** What a row's key is called. */
function useRowName(name: BreakdownName): (key: string) => string {
  const t = useTranslations("report");
  const { formatCount } = useFigures();
  return (key) => {
    switch (name) {
      case "taskGroup":
        return t(`groups.${key as "other"}`);
      case "taskType":
        return key || t("noTaskType");
      case "generators": {
        const [first = "", second = ""] = JSON.parse(key) as string[];
        return t("breakdown.versus", { first, second });
      }
      case "origin":
        return key.split("+").map((origin) => t(`origins.${origin as "generator"}`)).join(" + ");
      case "agreement":
        return t(`bands.${key as "unanimous"}`);
      case "judges":
        return t("breakdown.judges", { count: Number(key), shown: formatCount(Number(key)) });
    }
  };
}

function BreakdownTable({ name, rows, report, detail, task }: { name: BreakdownName; rows: BreakdownRow[]; report: ReportView; detail: ScorerDetail; task?: string }) {
  const t = useTranslations("report");
  const { formatCount } = useFigures();
  const nameOf = useRowName(name);
  const list = behind(report, task);
  return (
    <div className="min-w-0 break-inside-avoid">
      <h3 className="mb-1 text-base font-medium">{t(`breakdown.by.${name}`)}</h3>
      <Table label={t(`breakdown.by.${name}`)} className="tabular-nums">
        <thead>
          <tr>
            <Th>{t("breakdown.kind")}</Th>
            <Th numeric>{t("scorers.strictPooled")}</Th>
            <Th>{t("columns.interval")}</Th>
            <Th numeric>{t("columns.n")}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const filter = filterOfBreakdown(name, row.key);
            const href = filter && list({ dimension: detail.dimension, scorer: detail.scorer.id, consensus: "CLEAR", ...filter });
            return (
              <tr key={row.key}>
                <Td className="max-w-56 min-w-24">{nameOf(row.key)}</Td>
                <ShareCell estimate={{ value: row.strict.value, interval: null }} />
                <Td className="w-[180px] min-w-[160px]">
                  <IntervalBar value={row.strict.value} interval={row.strict.interval} reference={row.ceiling.value} referenceName={t("scorers.reference")} />
                </Td>
                <Td numeric>{href ? <Door href={href}>{formatCount(row.n)}</Door> : formatCount(row.n)}</Td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </div>
  );
}

function GroupTable({ groups }: { groups: GroupRow[] }) {
  const t = useTranslations("report");
  const { formatCount } = useFigures();
  return (
    <div className="min-w-0 break-inside-avoid">
      <h3 className="mb-1 text-base font-medium" title={t("breakdown.groupsWhy")}>
        {t("breakdown.groups")}
      </h3>
      <Table label={t("breakdown.groups")} className="tabular-nums">
        <thead>
          <tr>
            <Th>{t("breakdown.size")}</Th>
            <Th numeric>{t("breakdown.whole")}</Th>
            <Th numeric>{t("breakdown.pairs")}</Th>
            <Th numeric>{t("breakdown.groupCount")}</Th>
          </tr>
        </thead>
        <tbody>
          {groups.map((row) => (
            <tr key={row.candidates}>
              <Td>{t("breakdown.candidates", { shown: formatCount(row.candidates) })}</Td>
              <ShareCell estimate={row.whole} />
              <ShareCell estimate={row.pairs} />
              <Td numeric>{formatCount(row.n)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="mt-1 text-small text-ink-faint">{t("breakdown.groupsWhy")}</p>
    </div>
  );
}

/** One scorer in one dimension by what kind of pair it is; every row opens its comparisons. */
export function BreakdownSection({ report, detail, task }: { report: ReportView; detail: ScorerDetail; task?: string }) {
  const { by, groups } = detail.breakdown;
  return (
    <div className="grid gap-x-8 gap-y-6 lg:grid-cols-2">
      {BREAKDOWNS.filter((name) => by[name].length > 0).map((name) => (
        <BreakdownTable key={name} name={name} rows={by[name]} report={report} detail={detail} task={task} />
      ))}
      <GroupTable groups={groups} />
    </div>
  );
}
