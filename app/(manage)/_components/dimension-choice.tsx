import { useTranslations } from "next-intl";
import { knownDimension, useDimensionName } from "../../_components/dimension-name.ts";
import { Checkbox } from "../../_components/field.tsx";

function Question({ dimension }: { dimension: string }) {
  const d = useTranslations("dimensions");
  const known = knownDimension(dimension);
  return known ? d(`${known}.question`) : null;
}

/** Which questions annotators answer for each pair. */
export function DimensionChoice({ all, chosen, error, disabled }: { all: readonly string[]; chosen: readonly string[]; error?: string; disabled?: boolean }) {
  const t = useTranslations("manage");
  const dimensionName = useDimensionName();
  return (
    <fieldset disabled={disabled} className="disabled:opacity-60">
      <legend className="mb-1 text-base font-medium">{t("dimensions")}</legend>
      <ul className="divide-y divide-line border-y border-line">
        {all.map((dimension) => (
          <li key={dimension} className="flex flex-wrap items-baseline gap-x-3 py-2">
            <Checkbox name="dimensions" value={dimension} defaultChecked={chosen.includes(dimension)} label={<span className="inline-block w-40">{dimensionName(dimension)}</span>} />
            <span className="w-full pl-6 text-small text-ink-faint sm:w-auto sm:pl-0"><Question dimension={dimension} /></span>
          </li>
        ))}
      </ul>
      {error ? <p className="mt-1 text-small text-loss">{error}</p> : null}
    </fieldset>
  );
}
