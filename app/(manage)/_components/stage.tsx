import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Progress } from "../../_components/progress.tsx";
import { classNames } from "../../_components/class-names.ts";
import { useFigures } from "../../_components/use-figures.ts";
import { Door } from "./door.tsx";

export type StageFacts = {
  name: string;
  /** Done so far, of how many; without `total` a plain count. */
  value: number;
  total?: number;
  unit: string;
  href: string;
  note?: ReactNode;
  /** What keeps it from going on. */
  block?: ReactNode;
  action?: ReactNode;
};

function markOf({ value, total }: StageFacts): "empty" | "partial" | "done" {
  if (value === 0) return "empty";
  return total !== undefined && value < total ? "partial" : "done";
}

const MARKS = {
  empty: { shape: "border-2 border-line-strong" },
  partial: { shape: "border-2 border-accent bg-[linear-gradient(90deg,var(--accent)_50%,transparent_50%)]" },
  done: { shape: "border-2 border-accent bg-accent" },
} as const;

/** One row of the pipeline: its count, how far it is, what blocks it, and its one action. */
export function Stage(facts: StageFacts) {
  const t = useTranslations("manage");
  const { formatCount } = useFigures();
  const { name, value, total, unit, href, note, block, action } = facts;
  const mark = markOf(facts);
  return (
    <li className="relative grid grid-cols-[16px_minmax(0,1fr)] gap-x-4 gap-y-2 pb-7 last:pb-0 md:grid-cols-[16px_9rem_minmax(0,1fr)_auto] md:items-start">
      <span aria-hidden className="absolute top-6 bottom-[-6px] left-[7px] w-px bg-line-strong in-[li:last-child]:hidden" />
      <span role="img" aria-label={t(`stage.${mark}`)} className={classNames("mt-1 size-4 rounded-full", MARKS[mark].shape)} />
      <h2 className="text-lead font-semibold">{name}</h2>
      <div className="col-start-2 min-w-0 md:col-start-3">
        <p className="text-base">
          <Door href={href} className="text-lead font-semibold">
            {formatCount(value)}
          </Door>
          <span className="text-ink-soft tabular-nums">
            {" "}
            {total === undefined ? unit : t("stage.of", { total: formatCount(total), unit })}
          </span>
        </p>
        {total === undefined ? null : <Progress value={value} total={total} label={t("stage.progress", { name, value, total, unit })} className="mt-1.5 max-w-md" />}
        {note ? <div className="mt-1.5 text-base text-ink-soft">{note}</div> : null}
        {block ? <div className="mt-1.5 text-base text-attention">{block}</div> : null}
      </div>
      <div className="col-start-2 empty:hidden md:col-start-4">{action}</div>
    </li>
  );
}
