import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ListedItem } from "#lib/item/index.ts";
import { Badge } from "../../../../_components/badge.tsx";
import { useFigures } from "../../../../_components/use-figures.ts";
import { Door } from "../../../_components/door.tsx";
import { Thumb } from "../../../_components/thumb.tsx";
import { showPicture } from "../../../_server/show-picture.ts";
import { comparisonsHref } from "../../../address.ts";

const SHOWN_CANDIDATES = 8;

/** What is asked, whether as an instruction or as two captions. */
export function requestOf(item: { instruction: string | null; sourceCaption: string | null; targetCaption: string | null }): string {
  return item.instruction ?? `${item.sourceCaption} → ${item.targetCaption}`;
}

function Candidates({ item, actorId }: { item: ListedItem; actorId: string }) {
  const t = useTranslations("items");
  const { formatCount } = useFigures();
  const m = useTranslations("manage");
  const more = item.candidates.length - SHOWN_CANDIDATES;
  return (
    <span className="flex items-center gap-1 overflow-hidden">
      {item.candidates.slice(0, SHOWN_CANDIDATES).map((candidate) => (
        <Thumb key={candidate.id} size="strip" picture={showPicture(candidate.picture, "thumb", actorId)} alt={m("madeBy", { name: candidate.externalId, generator: candidate.generator })} />
      ))}
      {more > 0 ? <span className="pl-1 text-small text-ink-faint">{t("more", { shown: formatCount(more) })}</span> : null}
    </span>
  );
}

/** One item: its source, what is asked, its candidates, and what became of it. */
export function ItemRow({ item, actorId, slug }: { item: ListedItem; actorId: string; slug: string }) {
  const t = useTranslations("items");
  const { counted } = useFigures();
  const source = item.sources[0];
  const href = `/projects/${slug}/items/${item.id}`;
  return (
    <li className="flex gap-3 py-2">
      <Link href={href} aria-hidden tabIndex={-1} prefetch={false} className="shrink-0">
        <Thumb picture={source ? showPicture(source.picture, "thumb", actorId) : null} alt={t("source")} />
      </Link>
      <div className="flex min-w-0 flex-1 flex-col justify-center gap-1.5 lg:grid lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)] lg:items-center lg:gap-6">
        <div className="min-w-0">
          <Link href={href} prefetch={false} className="block max-w-2xl py-0.5 font-medium hover:underline" lang={item.language}>
            <span className="line-clamp-2">{requestOf(item)}</span>
          </Link>
          <p className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-small text-ink-faint">
            <span className="truncate">{item.externalId}</span>
            {item.taskType ? <span>{item.taskType}</span> : null}
            {item.preparedAt ? <Door href={comparisonsHref(slug, { item: item.id })}>{t("comparisons", counted(item._count.comparisons))}</Door> : <Badge>{t("beingPrepared")}</Badge>}
          </p>
        </div>
        <Candidates item={item} actorId={actorId} />
      </div>
    </li>
  );
}
