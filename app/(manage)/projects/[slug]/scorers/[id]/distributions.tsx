import { useTranslations } from "next-intl";
import type { DetailedScorer, Distribution } from "#lib/scorer/index.ts";
import { useDimensionName } from "../../../../../_components/dimension-name.ts";
import { useFigures } from "../../../../../_components/use-figures.ts";

const WIDTH = 240;
const HEIGHT = 72;
const GAP = 2;

function Histogram({ distribution, scaleMin, scaleMax }: { distribution: Distribution; scaleMin: number; scaleMax: number }) {
  const t = useTranslations("scorers.detail");
  const { formatCount, formatNumber } = useFigures();
  const dimensionName = useDimensionName();
  const { bins, dimension, mean, standardDeviation, n } = distribution;
  const most = Math.max(1, ...bins);
  const width = WIDTH / bins.length;
  const at = (bin: number) => scaleMin + ((scaleMax - scaleMin) * bin) / bins.length;
  const label = t("distributionLabel", { dimension: dimensionName(dimension), mean: formatNumber(mean), deviation: formatNumber(standardDeviation), n: formatCount(n) });
  const meanX = ((Math.min(scaleMax, Math.max(scaleMin, mean)) - scaleMin) / (scaleMax - scaleMin)) * WIDTH;
  return (
    <figure className="min-w-0">
      <svg viewBox={`0 -4 ${WIDTH} ${HEIGHT + 4}`} role="img" aria-label={label} className="block h-20 w-full" preserveAspectRatio="none">
        {bins.map((count, bin) => (
          // Bins have no other name than their place.
          // oxlint-disable-next-line react/no-array-index-key
          <rect key={bin} x={bin * width + GAP / 2} y={HEIGHT - (count / most) * HEIGHT} width={width - GAP} height={(count / most) * HEIGHT} className="fill-series-1 dark:fill-series-6">
            <title>{t("bin", { low: formatNumber(at(bin), 1), high: formatNumber(at(bin + 1), 1), count: formatCount(count) })}</title>
          </rect>
        ))}
        <line x1={0} x2={WIDTH} y1={HEIGHT} y2={HEIGHT} stroke="var(--line-strong)" strokeWidth={1} vectorEffect="non-scaling-stroke" />
        <line x1={meanX} x2={meanX} y1={-4} y2={HEIGHT} stroke="var(--ink)" strokeWidth={1.5} strokeDasharray="3 2" vectorEffect="non-scaling-stroke" />
      </svg>
      <div aria-hidden className="flex justify-between text-small text-ink-faint tabular-nums">
        <span>{formatNumber(scaleMin, 0)}</span>
        <span>{formatNumber(scaleMax, 0)}</span>
      </div>
      <figcaption className="text-small text-ink-soft tabular-nums">{label}</figcaption>
    </figure>
  );
}

/** How the scores of a project lie in the scorer's range, a histogram a dimension; the dashed line is the mean. */
export function Distributions({ scorer }: { scorer: DetailedScorer }) {
  const t = useTranslations("scorers.detail");
  if (scorer.distributions.length === 0) return <p className="text-base text-ink-soft">{t("noScores")}</p>;
  return (
    <div className="grid gap-6 sm:grid-cols-2 lg:grid-cols-4">
      {scorer.distributions.map((distribution) => (
        <Histogram key={distribution.dimension} distribution={distribution} scaleMin={scorer.scaleMin} scaleMax={scorer.scaleMax} />
      ))}
    </div>
  );
}
