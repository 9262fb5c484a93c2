"use client";

import { ArrowDown, ArrowUp, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { KeyboardEvent } from "react";
import type { Block } from "#lib/form/schemas.ts";
import type { DimensionName } from "#lib/project/schemas.ts";
import { CriteriaOptions, PairOptions, RankOptions, RateOptions, RegionsOptions } from "./option-fields.tsx";

const TOOL = "inline-flex size-8 items-center justify-center rounded-control text-ink-soft hover:bg-sunken hover:text-ink disabled:opacity-40";

type BlockCardProps = { block: Block; position: number; count: number; dimensions: readonly DimensionName[]; errors: Record<string, string>; onChange: (block: Block) => void; onMove: (step: -1 | 1) => void; onRemove: () => void };

function Options({ block, dimensions, errors, onChange }: Pick<BlockCardProps, "block" | "dimensions" | "errors" | "onChange">) {
  const shared = { id: `block-${block.kind}`, dimensions, errors, onChange };
  if (block.kind === "pair") return <PairOptions {...shared} block={block} />;
  if (block.kind === "rank") return <RankOptions {...shared} block={block} />;
  if (block.kind === "rate") return <RateOptions {...shared} block={block} />;
  if (block.kind === "regions") return <RegionsOptions {...shared} block={block} />;
  if (block.kind === "criteria") return <CriteriaOptions {...shared} block={block} />;
  return null;
}

/** One question of the form with its options. Alt and an arrow move it; so do the buttons. */
export function BlockCard({ block, position, count, dimensions, errors, onChange, onMove, onRemove }: BlockCardProps) {
  const t = useTranslations("questions");
  const name = t(`blocks.${block.kind}.name`);
  // A block that changes its place in the page loses the focus; whoever moves it goes on from where they are.
  const move = (step: -1 | 1) => {
    const held = document.activeElement;
    onMove(step);
    requestAnimationFrame(() => held instanceof HTMLElement && held.isConnected && held.focus());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    move(event.key === "ArrowUp" ? -1 : 1);
  };
  return (
    <li data-block={block.kind} aria-label={t("card.label", { name, position: position + 1, count })} onKeyDown={onKeyDown} className="flex flex-col gap-4 border-b border-line py-4">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <h2 className="text-lead font-semibold">{name}</h2>
          <p className="text-base text-ink-soft">{t(`blocks.${block.kind}.hint`)}</p>
        </div>
        <button type="button" className={TOOL} disabled={position === 0} onClick={() => move(-1)} aria-label={t("card.moveUp", { name })} title={t("card.upTitle")}>
          <ArrowUp size={16} />
        </button>
        <button type="button" className={TOOL} disabled={position === count - 1} onClick={() => move(1)} aria-label={t("card.moveDown", { name })} title={t("card.downTitle")}>
          <ArrowDown size={16} />
        </button>
        <button type="button" className={TOOL} onClick={onRemove} aria-label={t("card.remove", { name })} title={t("card.removeTitle")}>
          <X size={16} />
        </button>
      </div>
      <Options block={block} dimensions={dimensions} errors={errors} onChange={onChange} />
      {errors[""] ? <p className="text-small text-loss">{errors[""]}</p> : null}
    </li>
  );
}
