import { useTranslations } from "next-intl";
import type { Consensus } from "#lib/stats/index.ts";
import { Badge } from "../../_components/badge.tsx";
import { useFigures } from "../../_components/use-figures.ts";

/** What the judgments say together, with the share of the leading answer. */
export function ConsensusBadge({ consensus, share, n }: { consensus: Consensus | null; share: number | null; n: number }) {
  const t = useTranslations("manage");
  const { formatPercent } = useFigures();
  if (consensus === null) return <Badge>{t("consensus.none")}</Badge>;
  return <Badge title={t("consensus.share", { share: formatPercent(share, 0), count: n })}>{t(`consensus.${consensus}`)}</Badge>;
}
