import { useTranslations } from "next-intl";
import { PARTICIPATION_STATES, type ParticipantFilter } from "#lib/recruiting/index.ts";
import { Input } from "../../../../../../_components/field.tsx";
import { FilterBar } from "../../../../../_components/filter-bar.tsx";
import { FilterSelect } from "../../../../../_components/filter-select.tsx";

export function ParticipantFilters({ filter }: { filter: ParticipantFilter }) {
  const t = useTranslations("studies");
  return (
    <FilterBar label={t("participants.filter")}>
      <FilterSelect name="state" label={t("participants.state")} value={filter.state} options={PARTICIPATION_STATES.map((state) => ({ value: state, label: t(`states.${state}`) }))} />
      <label className="flex min-w-0 flex-col gap-1 text-small text-ink-faint">
        {t("participants.search")}
        <Input name="search" key={filter.search ?? ""} defaultValue={filter.search ?? ""} className="h-8" />
      </label>
    </FilterBar>
  );
}
