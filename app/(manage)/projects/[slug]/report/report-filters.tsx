import { useTranslations } from "next-intl";
import { TASK_GROUPS } from "#lib/item/index.ts";
import type { Report } from "#lib/report/index.ts";
import { useDimensionName } from "../../../../_components/dimension-name.ts";
import { FilterBar } from "../../../_components/filter-bar.tsx";
import { type FilterOption, FilterSelect } from "../../../_components/filter-select.tsx";
import type { ReportChoice } from "./report-address.ts";

const PEOPLE = ["people", "simulated"] as const;
const SHORT_HASH = 6;

/** Which comparisons the figures are taken over, and whose details are shown; all of it stands in the address. */
export function ReportFilters({ report, choice }: { report: Report; choice: ReportChoice }) {
  const t = useTranslations("report");
  const c = useTranslations("comparisons");
  const dimensionName = useDimensionName();
  const groups = Object.keys(TASK_GROUPS) as (keyof typeof TASK_GROUPS)[];
  const present = groups.filter((group) => TASK_GROUPS[group].some((type) => report.taskTypes.includes(type)));
  const tasks: FilterOption[] = [...present.map((group) => ({ value: `group:${group}`, label: t(`groups.${group}`) })), ...report.taskTypes.map((type) => ({ value: type, label: type }))];
  const [detail] = report.details;
  return (
    <FilterBar label={t("filter.label")}>
      <FilterSelect name="people" label={t("people.label")} any={t("people.all")} value={report.people === "all" ? undefined : report.people} options={PEOPLE.map((value) => ({ value, label: c(`people.${value}`) }))} />
      {tasks.length > 1 ? <FilterSelect name="task" label={t("filter.task")} value={choice.task} options={tasks} /> : null}
      {report.origins.length > 1 ? <FilterSelect name="origin" label={t("filter.origin")} value={choice.origin} options={report.origins.map((value) => ({ value, label: t(`origins.${value}`) }))} /> : null}
      {detail ? <FilterSelect name="scorer" label={t("filter.detailsOf")} any={null} value={detail.scorer.id} options={report.scorerNames.map(({ id, name, hash }) => ({ value: id, label: `${name} ${hash.slice(0, SHORT_HASH)}`.trim() }))} /> : null}
      <FilterSelect name="dimension" label={t("filter.inDimension")} any={null} value={detail?.dimension ?? report.mainDimension} options={report.project.dimensions.map((value) => ({ value, label: dimensionName(value) }))} />
      {choice.scorers ? <input type="hidden" name="scorers" value={choice.scorers} /> : null}
    </FilterBar>
  );
}
