import type { Flag } from "#lib/annotator/index.ts";
import { Badge } from "../../../../_components/badge.tsx";
import { formatNumber, formatPercent } from "../../../../_components/english-figures.ts";

const WORDS: Record<Flag["flag"], string> = { gold: "gold", repeats: "repeats", speed: "too fast", straight_line: "same side in a row", side: "prefers a side", agreement: "against the others" };

/** The figures behind a flag, in words. */
export function describeFlag({ flag, figures }: Pick<Flag, "flag" | "figures">): string {
  const n = figures.n ?? 0;
  if (flag === "gold") return `${formatPercent(figures.mean, 0)} right where the answer is known (${formatPercent(figures.low, 0)} to ${formatPercent(figures.high, 0)}, n = ${n})`;
  if (flag === "repeats") return `${formatPercent(figures.share, 0)} of ${n} repeats answered the same, ${figures.reversed ?? 0} reversed`;
  if (flag === "speed") return `${formatPercent(figures.share, 0)} of ${n} answers too fast to look`;
  if (flag === "straight_line") return `${figures.run ?? 0} answers in a row on one side; chance gives that with ${formatPercent(figures.chance, 1)}`;
  if (flag === "side") return `took the left in ${formatPercent(figures.leftShare, 0)} of ${n} (q = ${formatNumber(figures.q, 3)})`;
  return `${formatPercent(figures.share, 0)} of ${n} with the majority of the others`;
}

/** A flag as text and mark; its figures are in the title. */
export function FlagBadge({ flag }: { flag: Pick<Flag, "flag" | "level" | "figures"> }) {
  return (
    <Badge tone={flag.level === "serious" ? "loss" : "attention"} title={describeFlag(flag)}>
      {flag.level === "serious" ? "!" : "·"} {WORDS[flag.flag]}
    </Badge>
  );
}
