"use client";

import { Layers, Maximize, Minus, Plus } from "lucide-react";
import { useState } from "react";
import { PicturePane } from "../../(annotate)/judge/[slug]/viewer/picture-pane.tsx";
import { useLinkedView } from "../../(annotate)/judge/[slug]/viewer/use-linked-view.ts";
import { classNames } from "../../_components/class-names.ts";
import type { ShownPicture } from "../_server/show-picture.ts";

/** `changes` is the change map against the source, in the source's shape. */
export type EditPane = { label: string; note?: string; picture: ShownPicture; changes?: ShownPicture | null };

const TOOL = "inline-flex h-8 items-center gap-1 rounded-control px-2 text-small text-ink-soft hover:bg-sunken hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent";

function Missing({ pane, className }: { pane: EditPane; className: string }) {
  return (
    <figure className={classNames("min-w-0 flex-col", className)}>
      <figcaption className="flex h-7 items-center px-1 text-base font-semibold">{pane.label}</figcaption>
      <div className="flex flex-1 items-center justify-center bg-stage text-small text-ink-faint">{pane.picture.failure ? `Unreadable: ${pane.picture.failure}` : "Being prepared"}</div>
    </figure>
  );
}

/** Pictures side by side under one zoom, with their change maps at the press of a button; on a phone one at a time. */
export function EditPanes({ panes, className }: { panes: EditPane[]; className?: string }) {
  const { view, zoomAt, panBy, fit } = useLinkedView();
  const [showsChanges, setShowsChanges] = useState(false);
  const [narrow, setNarrow] = useState(0);
  const hasChanges = panes.some((pane) => pane.changes);
  return (
    <div>
      <div className="flex h-9 items-center gap-1" data-print="hide">
        <button type="button" className={TOOL} onClick={() => zoomAt(1 / 1.4)} aria-label="Zoom out">
          <Minus size={14} />
        </button>
        <span className="w-12 text-center text-small text-ink-soft tabular-nums">{Math.round(view.zoom * 100)} %</span>
        <button type="button" className={TOOL} onClick={() => zoomAt(1.4)} aria-label="Zoom in">
          <Plus size={14} />
        </button>
        <button type="button" className={TOOL} onClick={fit}>
          <Maximize size={14} /> Fit
        </button>
        {hasChanges ? (
          <button type="button" className={TOOL} aria-pressed={showsChanges} onClick={() => setShowsChanges(!showsChanges)}>
            <Layers size={14} /> Changes
          </button>
        ) : null}
      </div>
      <div role="tablist" aria-label="Picture" className="mb-2 flex gap-1 overflow-x-auto rounded-control bg-sunken p-1 sm:hidden" data-print="hide">
        {panes.map((pane, index) => (
          <button key={pane.label} type="button" role="tab" aria-selected={narrow === index} onClick={() => setNarrow(index)} className={classNames("h-8 min-w-16 shrink-0 grow rounded-[4px] px-2 text-base whitespace-nowrap", narrow === index ? "bg-surface font-semibold" : "text-ink-soft")}>
            {pane.label}
          </button>
        ))}
      </div>
      <div className={classNames("grid gap-2 rounded-card bg-stage p-2", className)}>
        {panes.map((pane, index) => {
          const size = classNames("h-[46dvh] min-h-56", narrow === index ? "flex" : "hidden sm:flex");
          const shown = showsChanges && pane.changes?.address ? pane.changes : pane.picture;
          if (!shown.address) return <Missing key={pane.label} pane={pane} className={size} />;
          const picture = { address: shown.address, width: shown.width, height: shown.height };
          return <PicturePane key={pane.label} label={pane.label} note={shown === pane.changes ? "changes, bright" : pane.note} picture={picture} view={view} onZoom={zoomAt} onPan={panBy} className={size} />;
        })}
      </div>
    </div>
  );
}
