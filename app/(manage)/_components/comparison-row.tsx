import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ListedComparison } from "#lib/report/index.ts";
import { Badge, SimulatedMark } from "../../_components/badge.tsx";
import { useFigures } from "../../_components/use-figures.ts";
import { showPicture } from "../_server/show-picture.ts";
import { hrefWith } from "../address.ts";
import { AmbiguousBadge, ConsensusBadge } from "./consensus-badge.tsx";
import { Thumb } from "./thumb.tsx";
import { VerdictBar } from "./verdict-bar.tsx";

type RowProps = { comparison: ListedComparison; slug: string; actorId: string; people?: string; showsInstruction?: boolean };

function Scores({ comparison: { scoreA, scoreB, scorerStands } }: { comparison: ListedComparison }) {
  const t = useTranslations("manage");
  const { formatNumber } = useFigures();
  if (scoreA === null && scoreB === null) return <span className="text-small text-ink-faint">{t("notScored")}</span>;
  return (
    <span className="inline-flex items-center gap-2 text-small whitespace-nowrap text-ink-soft tabular-nums">
      {t("scores", { a: formatNumber(scoreA), b: formatNumber(scoreB) })}
      {scorerStands === "disagrees" ? <Badge tone="attention">{t("disagrees")}</Badge> : null}
    </span>
  );
}

/** One comparison in a list: source, A, B, who made them, what people and the scorer say. */
export function ComparisonRow({ comparison, slug, actorId, people, showsInstruction = true }: RowProps) {
  const t = useTranslations("manage");
  const { item, candidateA, candidateB } = comparison.shown;
  const source = item.sources[0];
  const href = hrefWith(`/projects/${slug}/comparisons/${comparison.comparisonId}`, { people: people === "all" ? undefined : people });
  return (
    <li className="flex flex-col gap-2 py-2 sm:grid sm:grid-cols-[max-content_minmax(0,1fr)_18rem] sm:items-center sm:gap-6 lg:grid-cols-[max-content_minmax(0,30rem)_18rem]">
      <Link href={href} prefetch={false} aria-hidden tabIndex={-1} className="flex shrink-0 gap-1">
        <Thumb picture={source ? showPicture(source.picture, "thumb", actorId) : null} alt={t("source")} />
        <Thumb picture={showPicture(candidateA.picture, "thumb", actorId)} alt={t("madeBy", { name: "A", generator: candidateA.generator })} />
        <Thumb picture={showPicture(candidateB.picture, "thumb", actorId)} alt={t("madeBy", { name: "B", generator: candidateB.generator })} />
      </Link>
      <div className="min-w-0">
        <Link href={href} prefetch={false} className="line-clamp-2 font-medium hover:underline" lang={showsInstruction ? item.language : undefined}>
          {showsInstruction ? (item.instruction ?? `${item.sourceCaption} → ${item.targetCaption}`) : t("twoCandidates", { a: candidateA.externalId, b: candidateB.externalId })}
        </Link>
        <p className="mt-0.5 text-small text-ink-soft">
          <span className="font-medium">A</span> {candidateA.generator} · <span className="font-medium">B</span> {candidateB.generator}
        </p>
      </div>
      <div className="flex min-w-0 flex-col gap-1">
        <span className="flex flex-wrap items-center gap-2">
          <ConsensusBadge consensus={comparison.consensus} share={comparison.share} n={comparison.n} decidedBy={comparison.decidedBy} />
          {comparison.unitState === "AMBIGUOUS" && comparison.decidedBy === "plurality" ? <AmbiguousBadge count={comparison.unitJudgmentCount} /> : null}
          {comparison.simulatedCount > 0 ? <SimulatedMark count={comparison.simulatedCount} /> : null}
        </span>
        {comparison.consensus === null && comparison.counts.skip === 0 ? null : <VerdictBar counts={comparison.counts} />}
        <Scores comparison={comparison} />
      </div>
    </li>
  );
}
