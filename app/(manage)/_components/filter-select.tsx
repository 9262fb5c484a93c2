import { useTranslations } from "next-intl";
import { Select } from "../../_components/field.tsx";

export type FilterOption = { value: string; label: string };

/** A labelled choice in a filter bar; the empty option is "any". */
export function FilterSelect({ name, label, any, value, options }: { name: string; label: string; any?: string | null; value: string | undefined; options: FilterOption[] }) {
  const t = useTranslations("manage");
  return (
    <label className="flex min-w-0 flex-col gap-1 text-small text-ink-faint">
      {label}
      <Select key={value ?? ""} name={name} defaultValue={value ?? ""} className="h-8 text-ink sm:w-auto sm:max-w-56 sm:min-w-28">
        {any === null ? null : <option value="">{any ?? t("any")}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
    </label>
  );
}
