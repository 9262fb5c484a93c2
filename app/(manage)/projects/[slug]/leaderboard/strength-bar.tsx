import { useTranslations } from "next-intl";
import type { Interval } from "#lib/stats/index.ts";
import { useFigures } from "../../../../_components/use-figures.ts";

export type StrengthScale = { low: number; high: number };

const WIDTH = 240;
const HEIGHT = 20;
const EDGE = 8;

/** A strength and its interval on the scale that all rows share; the line marks 0, the mean of all generators. */
export function StrengthBar({ name, value, interval, scale }: { name: string; value: number; interval: Interval | null; scale: StrengthScale }) {
  const t = useTranslations("leaderboard");
  const { formatNumber } = useFigures();
  const span = scale.high - scale.low || 1;
  const x = (strength: number) => EDGE + ((strength - scale.low) / span) * (WIDTH - 2 * EDGE);
  const middle = HEIGHT / 2;
  const label = t("bar", { name, value: formatNumber(value), low: formatNumber(interval?.low), high: formatNumber(interval?.high) });
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} role="img" aria-label={label} className="block max-w-full">
      <title>{label}</title>
      <line x1={EDGE} x2={WIDTH - EDGE} y1={middle} y2={middle} stroke="var(--line)" strokeWidth={1} />
      {scale.low <= 0 && scale.high >= 0 ? <line x1={x(0)} x2={x(0)} y1={1} y2={HEIGHT - 1} stroke="var(--line-strong)" strokeWidth={1} /> : null}
      {interval ? <line x1={x(interval.low)} x2={x(interval.high)} y1={middle} y2={middle} className="stroke-series-1 dark:stroke-series-6" strokeWidth={4} strokeLinecap="round" opacity={0.55} /> : null}
      <circle cx={x(value)} cy={middle} r={5} className="fill-series-1 dark:fill-series-6" stroke="var(--ground)" strokeWidth={1.5} />
    </svg>
  );
}
