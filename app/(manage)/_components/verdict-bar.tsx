import { useTranslations } from "next-intl";
import type { VerdictCounts } from "#lib/stats/index.ts";

const WIDTH = 128;
const HEIGHT = 12;
const GAP = 1;

/** Answers as one bar, A left and B right, equal grey between them; the counts stand in words beside it. */
export function VerdictBar({ counts }: { counts: VerdictCounts }) {
  const t = useTranslations("manage");
  const tie = counts.tie + counts.bothBad;
  const n = counts.a + counts.b + tie;
  const label = t("verdicts.label", counts);
  if (n === 0) return <span className="text-small text-ink-faint">{counts.skip > 0 ? t("verdicts.skipped", { count: counts.skip }) : t("verdicts.none")}</span>;
  const unit = WIDTH / n;
  const parts = [
    { key: "a", from: 0, count: counts.a, fill: "fill-series-1 dark:fill-series-6" },
    { key: "tie", from: counts.a, count: tie, fill: "fill-line-strong" },
    { key: "b", from: counts.a + tie, count: counts.b, fill: "fill-series-2" },
  ].filter((part) => part.count > 0);
  return (
    <span className="inline-flex items-center gap-2 text-small whitespace-nowrap tabular-nums" title={label}>
      <span aria-hidden>A {counts.a}</span>
      <svg width={WIDTH} height={HEIGHT} role="img" aria-label={label} className="max-w-full shrink">
        {parts.map((part) => (
          <rect key={part.key} x={part.from * unit} y={0} width={Math.max(1, part.count * unit - GAP)} height={HEIGHT} rx={2} className={part.fill} />
        ))}
      </svg>
      <span aria-hidden>{counts.b} B</span>
      {tie > 0 ? (
        <span aria-hidden className="text-ink-faint">
          = {tie}
        </span>
      ) : null}
    </span>
  );
}
