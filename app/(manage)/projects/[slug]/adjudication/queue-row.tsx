import Link from "next/link";
import { useTranslations } from "next-intl";
import type { AdjudicationQueue, SettledAdjudication, WaitingComparison } from "#lib/adjudication/index.ts";
import { Badge } from "../../../../_components/badge.tsx";
import { ButtonLink } from "../../../../_components/button.tsx";
import { useDimensionName } from "../../../../_components/dimension-name.ts";
import { useFigures } from "../../../../_components/use-figures.ts";
import { Thumb } from "../../../_components/thumb.tsx";
import { showPicture } from "../../../_server/show-picture.ts";

type Shown = WaitingComparison["shown"];
/** Nobody decides that it cannot be told. */
type SettledValue = "A" | "B" | "TIE" | "BOTH_BAD";
type RowProps = { slug: string; actorId: string };

/** The pictures without the generators: whoever decides from this list has not been told what made them. */
function Pair({ shown, actorId }: { shown: Shown; actorId: string }) {
  const t = useTranslations("adjudication.row");
  const source = shown.item.sources[0];
  return (
    <span className="flex shrink-0 gap-1">
      <Thumb picture={source ? showPicture(source.picture, "thumb", actorId) : null} alt={t("source")} />
      <Thumb picture={showPicture(shown.candidateA.picture, "thumb", actorId)} alt="A" />
      <Thumb picture={showPicture(shown.candidateB.picture, "thumb", actorId)} alt="B" />
    </span>
  );
}

function Words({ shown, children }: { shown: Shown; children: React.ReactNode }) {
  const { item } = shown;
  return (
    <div className="min-w-0">
      <p lang={item.language} className="line-clamp-2 font-medium">
        {item.instruction ?? `${item.sourceCaption} → ${item.targetCaption}`}
      </p>
      <div className="mt-0.5 flex flex-wrap gap-x-3 gap-y-1 text-small text-ink-soft">{children}</div>
    </div>
  );
}

const ROW = "flex flex-col gap-2 py-2 sm:grid sm:grid-cols-[max-content_minmax(0,1fr)_max-content] sm:items-center sm:gap-6";

/** What is open in one comparison. The answers themselves come after the reviewer's own. */
export function WaitingRow({ row, slug, actorId }: RowProps & { row: AdjudicationQueue["waiting"][number] }) {
  const t = useTranslations("adjudication.row");
  const nameDimension = useDimensionName();
  const { formatPercent } = useFigures();
  return (
    <li className={ROW}>
      <Pair shown={row.shown} actorId={actorId} />
      <Words shown={row.shown}>
        {row.dimensions.map((dimension) => (
          <span key={dimension}>{nameDimension(dimension)}</span>
        ))}
        <span className="tabular-nums">{t("leading", { share: formatPercent(row.share, 0) })}</span>
        {row.isAmbiguous ? <Badge title={t("ambiguousWhy")}>{t("ambiguous")}</Badge> : null}
        {row.taskType ? <span>{row.taskType}</span> : null}
      </Words>
      {row.isOwn ? (
        <Badge title={t("ownWhy")}>{t("own")}</Badge>
      ) : row.heldBy ? (
        <Badge tone="attention">{t("heldBy", { reviewer: row.heldBy })}</Badge>
      ) : (
        <ButtonLink size="small" prefetch={false} href={`/adjudicate/${slug}?comparison=${row.comparisonId}`}>
          {t("decide")}
        </ButtonLink>
      )}
    </li>
  );
}

/** A decision, in force or withdrawn, with its reason. */
export function SettledRow({ row, slug, actorId }: RowProps & { row: SettledAdjudication }) {
  const t = useTranslations("adjudication.row");
  const nameDimension = useDimensionName();
  const { formatMoment } = useFigures();
  const shown = row.comparison;
  return (
    <li className={ROW}>
      <Pair shown={shown} actorId={actorId} />
      <Words shown={shown}>
        {row.verdicts.map((verdict) => (
          <span key={verdict.dimension}>
            {t.rich("verdict", { dimension: nameDimension(verdict.dimension), value: t(`values.${verdict.value as SettledValue}`), strong: (words) => <span className="font-medium text-ink">{words}</span> })}
          </span>
        ))}
        <span className="basis-full">
          {t("settled", { reason: row.reason ?? "", reviewer: row.reviewer.pseudonym, moment: row.decidedAt ? formatMoment(row.decidedAt) : "" })}
        </span>
        {row.endReason ? <span className="basis-full text-attention">{row.endReason}</span> : null}
      </Words>
      <Link href={`/projects/${slug}/comparisons/${shown.id}`} prefetch={false} className="text-small underline decoration-line-strong underline-offset-[3px] hover:decoration-ink">
        {t("comparison")}
      </Link>
    </li>
  );
}

