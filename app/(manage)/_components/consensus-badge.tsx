import { useTranslations } from "next-intl";
import type { Consensus } from "#lib/stats/index.ts";
import { Badge } from "../../_components/badge.tsx";
import { useFigures } from "../../_components/use-figures.ts";

/** What the judgments say together, with the share of the leading answer. */
export function ConsensusBadge({ consensus, share, n, decidedBy = "plurality" }: { consensus: Consensus | null; share: number | null; n: number; decidedBy?: "plurality" | "adjudication" }) {
  const t = useTranslations("manage");
  const { formatPercent } = useFigures();
  if (consensus === null) return <Badge>{t("consensus.none")}</Badge>;
  if (decidedBy === "adjudication") {
    return (
      <Badge tone="accent" title={t("consensus.adjudicatedTitle", { share: formatPercent(share, 0), count: n })}>
        {t("consensus.adjudicated", { answer: t(`consensus.${consensus}`) })}
      </Badge>
    );
  }
  return <Badge title={t("consensus.share", { share: formatPercent(share, 0), count: n })}>{t(`consensus.${consensus}`)}</Badge>;
}

/** That as many judgments as are allowed have decided nothing. */
export function AmbiguousBadge({ count }: { count: number }) {
  const t = useTranslations("manage");
  const { counted } = useFigures();
  return (
    <Badge tone="attention" title={t("ambiguous.why", counted(count))}>
      {t("ambiguous.mark")}
    </Badge>
  );
}
