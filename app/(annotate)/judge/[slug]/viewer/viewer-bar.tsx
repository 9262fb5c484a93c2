"use client";

import { Columns2, Columns3, Layers, Maximize, Minus, Plus, SplitSquareHorizontal, Square, Sun } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Kbd } from "../../../../_components/kbd.tsx";
import type { Linked } from "../../../../_components/viewer/use-linked-view.ts";
import { type Layout, LAYOUTS, type Viewer } from "./use-viewer.ts";

const TOOL = "inline-flex h-7 items-center gap-1 rounded-control px-2 text-small text-ink-soft hover:bg-sunken hover:text-ink aria-pressed:bg-surface aria-pressed:text-ink";
const LAYOUT_ICONS: Record<Layout, ReactNode> = { three: <Columns3 size={15} />, two: <Columns2 size={15} />, one: <Square size={15} />, wipe: <SplitSquareHorizontal size={15} /> };

/** What can be done to the view, with the keys that do it. */
export function ViewerBar({ linked, viewer, isRanking, hasChanges }: { linked: Linked; viewer: Viewer; isRanking: boolean; hasChanges: boolean }) {
  const t = useTranslations("judge");
  const s = useTranslations("shell");
  const { brightness, changesOpacity } = viewer.rendering;
  return (
    <div className="hidden h-9 shrink-0 items-center gap-1 px-3 md:flex" role="toolbar" aria-label={t("viewer.view")}>
      <div className="flex gap-0.5 rounded-control bg-sunken p-0.5" role="group" aria-label={t("viewer.layout")} hidden={isRanking}>
        {LAYOUTS.map((layout) => (
          <button key={layout} type="button" title={t(`viewer.layouts.${layout}`)} aria-label={t(`viewer.layouts.${layout}`)} aria-pressed={viewer.layout === layout} onClick={() => viewer.setLayout(layout)} className="inline-flex h-6 w-8 items-center justify-center rounded-[4px] text-ink-soft hover:text-ink aria-pressed:bg-surface aria-pressed:text-ink">
            {LAYOUT_ICONS[layout]}
          </button>
        ))}
      </div>
      <button type="button" className={TOOL} onClick={() => linked.zoomAt(1 / 1.4)} aria-label={s("viewer.zoomOut")}>
        <Minus size={14} />
      </button>
      <button type="button" className={`${TOOL} w-20 justify-center whitespace-nowrap tabular-nums`} onClick={linked.toggleActualSize} title={t("viewer.actualSize")} data-percent={linked.percent}>
        {s("viewer.percent", { percent: linked.percent })}
      </button>
      <button type="button" className={TOOL} onClick={() => linked.zoomAt(1.4)} aria-label={s("viewer.zoomIn")}>
        <Plus size={14} />
      </button>
      <button type="button" className={TOOL} onClick={linked.fit}>
        <Maximize size={14} /> {s("viewer.fit")} <Kbd>F</Kbd>
      </button>
      <button type="button" className={TOOL} aria-pressed={changesOpacity > 0} disabled={!hasChanges} onClick={viewer.toggleChanges}>
        <Layers size={14} /> {s("viewer.changes")} <Kbd>C</Kbd>
      </button>
      {changesOpacity > 0 ? <input type="range" min={0.1} max={1} step={0.05} value={changesOpacity} aria-label={t("viewer.opacity")} onChange={(event) => viewer.setChangesOpacity(event.currentTarget.valueAsNumber)} className="w-20 accent-accent" /> : null}
      <button type="button" className={TOOL} aria-pressed={brightness > 1} onClick={viewer.cycleBrightness}>
        <Sun size={14} /> {brightness > 1 ? `×${brightness}` : t("viewer.brighter")} <Kbd>B</Kbd>
      </button>
      <span className="ml-auto hidden items-center gap-1 text-small text-ink-faint lg:inline-flex">
        {t.rich(isRanking ? "viewer.holdRanking" : "viewer.hold", { key: (chunks) => <Kbd>{chunks}</Kbd> })}
      </span>
    </div>
  );
}
