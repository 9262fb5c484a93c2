import Link from "next/link";
import type { AdjudicationQueue, SettledAdjudication, WaitingComparison } from "#lib/adjudication/index.ts";
import { Badge } from "../../../../_components/badge.tsx";
import { ButtonLink } from "../../../../_components/button.tsx";
import { dimensionName, formatPercent } from "../../../../_components/english-figures.ts";
import { Thumb } from "../../../_components/thumb.tsx";
import { showPicture } from "../../../_server/show-picture.ts";

type Shown = WaitingComparison["shown"];
type RowProps = { slug: string; actorId: string };

const VALUES: Record<string, string> = { A: "A is better", B: "B is better", TIE: "equal", BOTH_BAD: "both bad" };

/** The pictures without the generators: whoever decides from this list has not been told what made them. */
function Pair({ shown, actorId }: { shown: Shown; actorId: string }) {
  const source = shown.item.sources[0];
  return (
    <span className="flex shrink-0 gap-1">
      <Thumb picture={source ? showPicture(source.picture, "thumb", actorId) : null} alt="source" />
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
  return (
    <li className={ROW}>
      <Pair shown={row.shown} actorId={actorId} />
      <Words shown={row.shown}>
        {row.dimensions.map((dimension) => (
          <span key={dimension}>{dimensionName(dimension)}</span>
        ))}
        <span className="tabular-nums">leading answer {formatPercent(row.share, 0)}</span>
        {row.taskType ? <span>{row.taskType}</span> : null}
      </Words>
      {row.isOwn ? (
        <Badge title="You judged it as an annotator; another reviewer decides">judged by you</Badge>
      ) : row.heldBy ? (
        <Badge tone="attention">with {row.heldBy}</Badge>
      ) : (
        <ButtonLink size="small" prefetch={false} href={`/adjudicate/${slug}?comparison=${row.comparisonId}`}>
          Decide this one
        </ButtonLink>
      )}
    </li>
  );
}

/** A decision, in force or withdrawn, with its reason. */
export function SettledRow({ row, slug, actorId }: RowProps & { row: SettledAdjudication }) {
  const shown = row.comparison;
  return (
    <li className={ROW}>
      <Pair shown={shown} actorId={actorId} />
      <Words shown={shown}>
        {row.verdicts.map((verdict) => (
          <span key={verdict.dimension}>
            {dimensionName(verdict.dimension)}: <span className="font-medium text-ink">{VALUES[verdict.value]}</span>
          </span>
        ))}
        <span className="basis-full">
          “{row.reason}” {row.reviewer.pseudonym}, {row.decidedAt?.toISOString().slice(0, 16).replace("T", " ")}
        </span>
        {row.endReason ? <span className="basis-full text-attention">{row.endReason}</span> : null}
      </Words>
      <Link href={`/projects/${slug}/comparisons/${shown.id}`} prefetch={false} className="text-small underline decoration-line-strong underline-offset-[3px] hover:decoration-ink">
        Comparison
      </Link>
    </li>
  );
}

