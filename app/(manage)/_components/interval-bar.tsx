import { useTranslations } from "next-intl";
import type { Interval } from "#lib/stats/index.ts";
import { useFigures } from "../../_components/use-figures.ts";

const WIDTH = 240;
const HEIGHT = 20;
const EDGE = 6;

/** A share on a line from 0 to 100 %: a dot, its interval, a tick at one half, and an optional reference as a diamond. */
export function IntervalBar({ value, interval, reference, referenceName }: { value: number | null; interval: Interval | null; reference?: number | null; referenceName?: string }) {
  const t = useTranslations("manage");
  const { formatPercent, formatPercentInterval } = useFigures();
  const x = (share: number): number => EDGE + share * (WIDTH - 2 * EDGE);
  const middle = HEIGHT / 2;
  const words = { value: formatPercent(value), interval: formatPercentInterval(interval) };
  const label = reference === null || reference === undefined ? t("interval.plain", words) : t("interval.withReference", { ...words, name: referenceName ?? "", reference: formatPercent(reference) });
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} role="img" aria-label={label} className="block max-w-full">
      <title>{label}</title>
      <line x1={x(0)} x2={x(1)} y1={middle} y2={middle} stroke="var(--line)" strokeWidth={2} />
      {[0, 0.25, 0.5, 0.75, 1].map((tick) => (
        <line key={tick} x1={x(tick)} x2={x(tick)} y1={middle - (tick === 0.5 ? 7 : 3)} y2={middle + (tick === 0.5 ? 7 : 3)} stroke="var(--line-strong)" strokeWidth={1} />
      ))}
      {interval ? <line x1={x(interval.low)} x2={x(interval.high)} y1={middle} y2={middle} className="stroke-series-1 dark:stroke-series-6" strokeWidth={4} strokeLinecap="round" opacity={0.55} /> : null}
      {reference === null || reference === undefined ? null : <rect x={x(reference) - 4} y={middle - 4} width={8} height={8} transform={`rotate(45 ${x(reference)} ${middle})`} fill="var(--color-series-2)" stroke="var(--ground)" strokeWidth={1} />}
      {value === null ? null : <circle cx={x(value)} cy={middle} r={5} className="fill-series-1 dark:fill-series-6" stroke="var(--ground)" strokeWidth={1.5} />}
    </svg>
  );
}
