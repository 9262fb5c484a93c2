import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ListedPick, PickFilter } from "#lib/best-of-n/index.ts";
import { Badge, SimulatedMark } from "../../../../_components/badge.tsx";
import { useFigures } from "../../../../_components/use-figures.ts";
import { Thumb } from "../../../_components/thumb.tsx";
import { showPicture } from "../../../_server/show-picture.ts";
import { hrefWith } from "../../../address.ts";

type CardProps = { row: ListedPick; slug: string; actorId: string; people: PickFilter["people"] };

function Side({ role, candidateId, score, row, actorId }: { role: "pick" | "runnerUp"; candidateId: string | undefined; score: number | null; row: ListedPick; actorId: string }) {
  const t = useTranslations("bestOfN");
  const m = useTranslations("manage");
  const { formatNumber, formatPercent } = useFigures();
  const shown = row.shown.candidates.find(({ id }) => id === candidateId);
  if (!shown) {
    return (
      <span className="min-w-0">
        <span className="flex aspect-square w-full items-center justify-center rounded-[4px] bg-stage text-small text-ink-faint">{t("picks.none")}</span>
        <span className="mt-1 block text-small text-ink-faint">{t(`picks.${role}`)}</span>
      </span>
    );
  }
  const human = row.candidates.find(({ id }) => id === candidateId)?.human ?? null;
  return (
    <span className="min-w-0">
      <Thumb size="large" picture={showPicture(shown.picture, "thumb", actorId)} alt={m("madeBy", { name: t(`picks.${role}`), generator: shown.generator })} className={row.best?.id === candidateId ? "outline-2 outline-offset-1 outline-ink" : undefined} />
      <span className="mt-1 block truncate text-small tabular-nums">
        <strong className="font-semibold">{t("picks.score", { role: t(`picks.${role}`), score: formatNumber(score) })}</strong>
      </span>
      <span className="block truncate text-small text-ink-soft tabular-nums">{human ? t("picks.people", { share: formatPercent(human.winShare, 0) }) : t("picks.notJudged")}</span>
      <span className="block truncate text-small text-ink-faint">{shown.generator}</span>
    </span>
  );
}

function Verdict({ row }: { row: ListedPick }) {
  const t = useTranslations("bestOfN");
  const { formatNumber, formatPercent } = useFigures();
  const best = row.outcome === "missed" ? row.shown.candidates.find(({ id }) => id === row.best?.id) : undefined;
  const simulatedCount = row.comparisons.reduce((sum, comparison) => sum + comparison.simulatedCount, 0);
  return (
    <span className="mt-1 flex flex-wrap items-center gap-2 text-small text-ink-soft tabular-nums">
      <Badge tone={row.outcome === "missed" ? "attention" : "neutral"}>{t(`outcomes.${row.outcome}`)}</Badge>
      {row.pick.tied ? <Badge>{t("picks.equal")}</Badge> : row.pick.margin === null ? null : t("picks.margin", { margin: formatNumber(row.pick.margin) })}
      {simulatedCount > 0 ? <SimulatedMark /> : null}
      {best ? <span className="w-full">{t("picks.better", { generator: best.generator, share: formatPercent(row.best?.human?.winShare, 0) })}</span> : null}
      {row.expected ? <span className="w-full">{t("picks.at", { n: row.expected.n, scorer: formatPercent(row.expected.scorer, 0), random: formatPercent(row.expected.random, 0), oracle: formatPercent(row.expected.oracle, 0) })}</span> : null}
    </span>
  );
}

/** One item: its source, what the scorer picks, the next best, and what people say. Opens their comparison, or the item where there is none. */
export function PickCard({ row, slug, actorId, people }: CardProps) {
  const m = useTranslations("manage");
  const { shown: item, pick } = row;
  const [source] = item.sources;
  const href = row.comparisonId ? hrefWith(`/projects/${slug}/comparisons/${row.comparisonId}`, { people: people === "all" ? undefined : people }) : `/projects/${slug}/items/${row.itemId}`;
  return (
    <li className="break-inside-avoid">
      <Link href={href} prefetch={false} className="block rounded-card p-2 hover:bg-sunken">
        <span className="grid grid-cols-3 gap-1.5">
          <span className="min-w-0">
            <Thumb size="large" picture={source ? showPicture(source.picture, "thumb", actorId) : null} alt={m("source")} />
            <span className="mt-1 block text-small text-ink-faint">{m("source")}</span>
          </span>
          <Side role="pick" candidateId={pick.pick?.id} score={pick.pick?.score ?? null} row={row} actorId={actorId} />
          <Side role="runnerUp" candidateId={pick.runnerUp?.id} score={pick.runnerUp?.score ?? null} row={row} actorId={actorId} />
        </span>
        <span className="mt-1.5 line-clamp-2 text-base" lang={item.language}>
          {item.instruction ?? `${item.sourceCaption} → ${item.targetCaption}`}
        </span>
        <Verdict row={row} />
      </Link>
    </li>
  );
}
