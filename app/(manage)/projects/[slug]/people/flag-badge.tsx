import { useTranslations } from "next-intl";
import type { Flag } from "#lib/annotator/index.ts";
import { Badge } from "../../../../_components/badge.tsx";
import { useFigures } from "../../../../_components/use-figures.ts";

/** Says the figures behind a flag in words. */
function useDescribeFlag(): (flag: Pick<Flag, "flag" | "figures">) => string {
  const t = useTranslations("people.figures");
  const { formatCount, formatNumber, formatPercent } = useFigures();
  return ({ flag, figures }) => {
    const n = formatCount(figures.n ?? 0);
    if (flag === "gold") return t("gold", { share: formatPercent(figures.mean, 0), low: formatPercent(figures.low, 0), high: formatPercent(figures.high, 0), n });
    if (flag === "repeats") return t("repeats", { share: formatPercent(figures.share, 0), n, reversed: formatCount(figures.reversed ?? 0) });
    if (flag === "speed") return t("speed", { share: formatPercent(figures.share, 0), n });
    if (flag === "straight_line") return t("straight_line", { run: formatCount(figures.run ?? 0), chance: formatPercent(figures.chance, 1) });
    if (flag === "side") return t("side", { share: formatPercent(figures.leftShare, 0), n, q: formatNumber(figures.q, 3) });
    return t("agreement", { share: formatPercent(figures.share, 0), n });
  };
}

/** The figures behind a flag, as a sentence. */
export function FlagFigures({ flag }: { flag: Pick<Flag, "flag" | "figures"> }) {
  return useDescribeFlag()(flag);
}

/** A flag as text and mark; its figures are in the title. */
export function FlagBadge({ flag }: { flag: Pick<Flag, "flag" | "level" | "figures"> }) {
  const t = useTranslations("people.flags");
  const describe = useDescribeFlag();
  return (
    <Badge tone={flag.level === "serious" ? "loss" : "attention"} title={describe(flag)}>
      {flag.level === "serious" ? "!" : "·"} {t(flag.flag)}
    </Badge>
  );
}
