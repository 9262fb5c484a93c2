import { useTranslations } from "next-intl";
import { useFigures } from "../../../../../_components/use-figures.ts";

/** Judgments by hour of the day: bars with their counts, one label for readers of the page by ear. */
export function Hours({ hours }: { hours: readonly number[] }) {
  const t = useTranslations("person.hours");
  const { formatCount } = useFigures();
  const most = Math.max(1, ...hours);
  const words = hours.flatMap((count, hour) => (count > 0 ? [t("entry", { hour, shown: formatCount(count) })] : [])).join(t("comma"));
  return (
    <div role="img" aria-label={words || t("none")} className="flex h-24 max-w-2xl items-end gap-px border-b border-line">
      {hours.map((count, hour) => (
        <div key={hour} title={t("bar", { hour, shown: formatCount(count) })} className="flex h-full flex-1 flex-col justify-end">
          <div className="bg-ink-soft" style={{ height: `${(count / most) * 100}%` }} />
        </div>
      ))}
    </div>
  );
}
