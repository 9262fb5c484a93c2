"use client";

import { Maximize, Minus, PanelLeft, Plus } from "lucide-react";
import { useState } from "react";
import type { JudgingView } from "#lib/judgment/index.ts";
import { classNames } from "../../../../_components/class-names.ts";
import { Kbd } from "../../../../_components/kbd.tsx";
import { PicturePane } from "./picture-pane.tsx";
import type { useLinkedView } from "./use-linked-view.ts";

export type Layout = "three" | "two";

const sizeOf = ({ width, height }: { width: number; height: number }) => `${width}×${height}`;

/** Names sizes only where an edit's differs from the source's. */
function sizeNote(view: JudgingView, side: "left" | "right"): string | undefined {
  const source = view.sources[0];
  const candidate = view[side];
  if (!source || (source.width === candidate.width && source.height === candidate.height)) return undefined;
  return `${sizeOf(candidate)}, fitted`;
}

type ViewerProps = { comparison: JudgingView; linked: ReturnType<typeof useLinkedView>; isSourceHeld: boolean; layout: Layout };

/** Source, A and B side by side under one zoom: for screens that are wide enough. */
export function WideViewer({ comparison, linked, isSourceHeld, layout }: ViewerProps) {
  const source = comparison.sources[0];
  const pane = { view: linked.view, onZoom: linked.zoomAt, onPan: linked.panBy };
  const covering = isSourceHeld ? source : null;
  return (
    <div className={classNames("hidden min-h-0 flex-1 gap-2 px-3 md:grid", layout === "three" ? "grid-cols-3" : "grid-cols-2")}>
      {layout === "three" && source ? <PicturePane label={comparison.sources.length > 1 ? `Source 1 of ${comparison.sources.length}` : "Source"} picture={source} note={sizeOf(source)} {...pane} /> : null}
      <PicturePane label="A" picture={comparison.left} covering={covering} note={sizeNote(comparison, "left")} {...pane} />
      <PicturePane label="B" picture={comparison.right} covering={covering} note={sizeNote(comparison, "right")} {...pane} />
    </div>
  );
}

const TABS = ["source", "left", "right"] as const;
const TAB_NAMES = { source: "Source", left: "A", right: "B" } as const;

/** One picture at a time with a flip between them: for phones. A tap on the picture flips between A and B. */
export function NarrowViewer({ comparison, linked }: Pick<ViewerProps, "comparison" | "linked">) {
  const [tab, setTab] = useState<(typeof TABS)[number]>("left");
  const source = comparison.sources[0];
  const picture = tab === "source" ? source : comparison[tab];
  if (!picture) return null;
  const flip = () => linked.view.zoom === 1 && setTab(tab === "left" ? "right" : "left");
  return (
    <div className="flex min-h-0 flex-1 flex-col px-2 md:hidden">
      <div role="tablist" aria-label="Picture" className="grid grid-cols-3 gap-1 rounded-control bg-sunken p-1">
        {TABS.map((name) => (
          <button key={name} type="button" role="tab" aria-selected={tab === name} onClick={() => setTab(name)} className={classNames("h-9 rounded-[5px] text-base", tab === name ? "bg-surface font-semibold shadow-sm" : "text-ink-soft")}>
            {TAB_NAMES[name]}
          </button>
        ))}
      </div>
      <div className="flex min-h-0 flex-1" onClick={flip}>
        <PicturePane label={TAB_NAMES[tab]} picture={picture} view={linked.view} note="tap to flip A and B" onZoom={linked.zoomAt} onPan={linked.panBy} className="flex-1" />
      </div>
    </div>
  );
}

/** What can be done to the view, with the keys that do it. */
export function ViewerBar({ linked, layout, onLayout }: { linked: ReturnType<typeof useLinkedView>; layout: Layout; onLayout: () => void }) {
  const tool = "inline-flex h-7 items-center gap-1 rounded-control px-2 text-small text-ink-soft hover:bg-sunken hover:text-ink";
  return (
    <div className="hidden h-9 shrink-0 items-center gap-1 px-3 md:flex">
      <button type="button" className={tool} onClick={() => linked.zoomAt(1 / 1.4)} aria-label="Zoom out">
        <Minus size={14} />
      </button>
      <span className="w-12 text-center text-small text-ink-soft tabular-nums">{Math.round(linked.view.zoom * 100)} %</span>
      <button type="button" className={tool} onClick={() => linked.zoomAt(1.4)} aria-label="Zoom in">
        <Plus size={14} />
      </button>
      <button type="button" className={tool} onClick={linked.fit}>
        <Maximize size={14} /> Fit <Kbd>F</Kbd>
      </button>
      <button type="button" className={tool} onClick={onLayout} aria-pressed={layout === "two"}>
        <PanelLeft size={14} /> {layout === "three" ? "Hide source" : "Show source"} <Kbd>L</Kbd>
      </button>
      <span className="ml-2 inline-flex items-center gap-1 text-small text-ink-faint">
        hold <Kbd>Space</Kbd> to see the source in place
      </span>
    </div>
  );
}
