import { useTranslations } from "next-intl";
import { PICK_OUTCOMES, PICK_SORTS, type PickFilter, type PickList } from "#lib/best-of-n/index.ts";
import { useDimensionName } from "../../../../_components/dimension-name.ts";
import { useFigures } from "../../../../_components/use-figures.ts";
import { FilterBar } from "../../../_components/filter-bar.tsx";
import { FilterSelect } from "../../../_components/filter-select.tsx";

const PEOPLE = ["people", "simulated"] as const;

/** Whose picks, judged by whom in what, and which of them. A chosen point of the curve rides along in a hidden field. */
export function PickFilters({ list, filter }: { list: PickList; filter: PickFilter }) {
  const t = useTranslations("bestOfN");
  const dimensionName = useDimensionName();
  const { counted } = useFigures();
  const most = list.curve.points.at(-1)?.n;
  return (
    <FilterBar label={t("filter.label")}>
      <FilterSelect name="dimension" label={t("filter.dimension")} any={null} value={list.dimension} options={list.project.dimensions.map((value) => ({ value, label: dimensionName(value) }))} />
      <FilterSelect name="scorer" label={t("filter.scorer")} any={null} value={list.scorer?.scorerVersionId} options={list.scorers.map(({ scorerVersionId, name, hash }) => ({ value: scorerVersionId, label: `${name} ${hash.slice(0, 6)}` }))} />
      <FilterSelect name="people" label={t("filter.people")} any={t("filter.everybody")} value={filter.people === "all" ? undefined : filter.people} options={PEOPLE.map((value) => ({ value, label: t(`people.${value}`) }))} />
      {list.choices.length > 1 && most ? (
        <FilterSelect name="most" label={t("filter.most")} any={null} value={String(most)} options={list.choices.map((choice) => ({ value: String(choice.most), label: t("filter.mostOption", { most: choice.most, ...counted(choice.itemCount) }) }))} />
      ) : null}
      <FilterSelect name="outcome" label={t("filter.outcome")} value={filter.outcome} options={PICK_OUTCOMES.map((value) => ({ value, label: `${t(`outcomes.${value}`)} (${list.outcomes[value]})` }))} />
      <FilterSelect name="tied" label={t("filter.tied")} value={filter.tied} options={[{ value: "yes", label: `${t("tied")} (${list.tiedCount})` }]} />
      <FilterSelect name="sort" label={t("filter.order")} any={null} value={filter.sort ?? (filter.at ? "loss" : "item")} options={PICK_SORTS.map((value) => ({ value, label: t(`sorts.${value}`) }))} />
      {filter.at ? <input type="hidden" name="at" value={filter.at} /> : null}
    </FilterBar>
  );
}
