import { useTranslations } from "next-intl";
import { type ComparisonFilter, type ComparisonList, CONSENSUS_FILTERS } from "#lib/report/index.ts";
import { useDimensionName } from "../../../../_components/dimension-name.ts";
import { FilterBar } from "../../../_components/filter-bar.tsx";
import { type FilterOption, FilterSelect } from "../../../_components/filter-select.tsx";

const SCORED = ["agrees", "disagrees", "equal", "missing"] as const;
const PEOPLE = ["people", "simulated"] as const;
const SORTS = ["gap", "share", "judgments"] as const;
/** What only figures choose: it goes along while the rest is changed. */
const CARRIED = ["item", "annotator", "missedBy", "outcome", "task", "against", "origin", "band", "judges", "gapFrom", "gapTo"] as const;
const STATES = ["unjudged", "judged", "twice", "open", "full", "decided", "ambiguous", "adjudicated"] as const;

/** What the list of comparisons can be filtered and sorted by. Filters from doors ride along in hidden fields. */
export function ComparisonFilters({ filter, list, dimensions, generators }: { filter: ComparisonFilter; list: ComparisonList; dimensions: readonly string[]; generators: string[] }) {
  const t = useTranslations("comparisons");
  const dimensionName = useDimensionName();
  const same = (names: readonly string[]): FilterOption[] => names.map((name) => ({ value: name, label: name }));
  return (
    <FilterBar label={t("filter.label")}>
      <FilterSelect name="dimension" label={t("filter.dimension")} any={null} value={list.dimension} options={dimensions.map((dimension) => ({ value: dimension, label: dimensionName(dimension) }))} />
      <FilterSelect name="consensus" label={t("filter.consensus")} value={filter.consensus} options={CONSENSUS_FILTERS.map((value) => ({ value, label: t(`consensus.${value}`) }))} />
      <FilterSelect name="state" label={t("filter.judgments")} value={filter.state} options={STATES.map((value) => ({ value, label: t(`states.${value}`) }))} />
      <FilterSelect name="generator" label={t("filter.generator")} value={filter.generator} options={same(generators)} />
      {list.scorers.length > 1 ? (
        <FilterSelect name="scorer" label={t("filter.scorer")} any={null} value={list.scorer?.scorerVersionId} options={list.scorers.map(({ scorerVersionId, name, hash }) => ({ value: scorerVersionId, label: `${name} ${hash.slice(0, 6)}` }))} />
      ) : null}
      {list.scorer ? <FilterSelect name="scored" label={list.scorers.length > 1 ? t("filter.it") : list.scorer.name} value={filter.scored} options={SCORED.map((value) => ({ value, label: t(`scored.${value}`) }))} /> : null}
      <FilterSelect name="people" label={t("filter.judgedBy")} any={t("filter.everybody")} value={filter.people === "all" ? undefined : filter.people} options={PEOPLE.map((value) => ({ value, label: t(`people.${value}`) }))} />
      <FilterSelect name="sort" label={t("filter.order")} any={t("filter.byItem")} value={filter.sort === "item" ? undefined : filter.sort} options={SORTS.map((value) => ({ value, label: t(`sorts.${value}`) }))} />
      {CARRIED.map((name) => (filter[name] === undefined ? null : <input key={name} type="hidden" name={name} value={filter[name]} />))}
    </FilterBar>
  );
}
