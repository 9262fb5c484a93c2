import type { ComparisonFilter, ComparisonList } from "#lib/report/index.ts";
import { dimensionName } from "../../../../_components/figure.ts";
import { FilterBar } from "../../../_components/filter-bar.tsx";
import { type FilterOption, FilterSelect } from "../../../_components/filter-select.tsx";

const CONSENSUS: FilterOption[] = [
  { value: "CLEAR", label: "A or B" },
  { value: "A", label: "A is better" },
  { value: "B", label: "B is better" },
  { value: "TIE", label: "equal" },
  { value: "UNDECIDED", label: "undecided" },
  { value: "NONE", label: "no answer" },
];

const STATES: FilterOption[] = [
  { value: "unjudged", label: "not judged" },
  { value: "judged", label: "judged" },
  { value: "twice", label: "two answers or more" },
  { value: "open", label: "judgments missing" },
  { value: "full", label: "full" },
  { value: "decided", label: "full and decided" },
  { value: "adjudicated", label: "adjudicated" },
];

const SCORED: FilterOption[] = [
  { value: "agrees", label: "agrees with people" },
  { value: "disagrees", label: "disagrees with people" },
  { value: "equal", label: "scores both the same" },
  { value: "missing", label: "score missing" },
];

const PEOPLE: FilterOption[] = [
  { value: "people", label: "people only" },
  { value: "simulated", label: "simulated only" },
];

const SORTS: FilterOption[] = [
  { value: "gap", label: "worst disagreement" },
  { value: "share", label: "least agreed first" },
  { value: "judgments", label: "most judged first" },
];

/** What the list of comparisons can be filtered and sorted by. Filters from doors ride along in hidden fields. */
export function ComparisonFilters({ filter, list, dimensions, generators }: { filter: ComparisonFilter; list: ComparisonList; dimensions: readonly string[]; generators: string[] }) {
  const same = (names: readonly string[]): FilterOption[] => names.map((name) => ({ value: name, label: name }));
  return (
    <FilterBar label="Filter comparisons">
      <FilterSelect name="dimension" label="Dimension" any={null} value={list.dimension} options={dimensions.map((dimension) => ({ value: dimension, label: dimensionName(dimension) }))} />
      <FilterSelect name="consensus" label="Consensus" value={filter.consensus} options={CONSENSUS} />
      <FilterSelect name="state" label="Judgments" value={filter.state} options={STATES} />
      <FilterSelect name="generator" label="Generator" value={filter.generator} options={same(generators)} />
      {list.scorers.length > 1 ? (
        <FilterSelect name="scorer" label="Scorer" any={null} value={list.scorer?.scorerVersionId} options={list.scorers.map(({ scorerVersionId, name, hash }) => ({ value: scorerVersionId, label: `${name} ${hash.slice(0, 6)}` }))} />
      ) : null}
      {list.scorer ? <FilterSelect name="scored" label={list.scorers.length > 1 ? "It" : list.scorer.name} value={filter.scored} options={SCORED} /> : null}
      <FilterSelect name="people" label="Judged by" any="everybody" value={filter.people === "all" ? undefined : filter.people} options={PEOPLE} />
      <FilterSelect name="sort" label="Order" any="by item" value={filter.sort === "item" ? undefined : filter.sort} options={SORTS} />
      {filter.item ? <input type="hidden" name="item" value={filter.item} /> : null}
      {filter.annotator ? <input type="hidden" name="annotator" value={filter.annotator} /> : null}
      {filter.outcome ? <input type="hidden" name="outcome" value={filter.outcome} /> : null}
    </FilterBar>
  );
}
