import { PARTICIPATION_STATES, type ParticipantFilter } from "#lib/recruiting/index.ts";
import { Input } from "../../../../../../_components/field.tsx";
import { FilterBar } from "../../../../../_components/filter-bar.tsx";
import { FilterSelect } from "../../../../../_components/filter-select.tsx";
import { STATE_WORDS } from "../words.ts";

export function ParticipantFilters({ filter }: { filter: ParticipantFilter }) {
  return (
    <FilterBar label="Filter participants">
      <FilterSelect name="state" label="State" value={filter.state} options={PARTICIPATION_STATES.map((state) => ({ value: state, label: STATE_WORDS[state] }))} />
      <label className="flex min-w-0 flex-col gap-1 text-small text-ink-faint">
        Pseudonym or whole id
        <Input name="search" key={filter.search ?? ""} defaultValue={filter.search ?? ""} className="h-8" />
      </label>
    </FilterBar>
  );
}
