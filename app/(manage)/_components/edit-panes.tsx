"use client";

import { Layers, Maximize, Minus, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { Alignment } from "#lib/image/index.ts";
import { classNames } from "../../_components/class-names.ts";
import { useExplain } from "../../_components/use-explain.ts";
import { fitInFrame, makeFrame, placeInFrame, WHOLE } from "../../_components/viewer/frame.ts";
import { type OnScreen, PicturePane } from "../../_components/viewer/picture-pane.tsx";
import { useLinkedView } from "../../_components/viewer/use-linked-view.ts";
import type { ShownPicture } from "../_server/show-picture.ts";

/** `changes` is the address of the change map; `covered` the part of the first pane's picture that this one covers. */
export type EditPane = { label: string; note?: string; picture: ShownPicture; changes?: string | null; covered?: Alignment["covered"] };

const SHOWN_CHANGES = 0.7;

const TOOL = "inline-flex h-8 items-center gap-1 rounded-control px-2 text-small text-ink-soft hover:bg-sunken hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent";

function Missing({ pane, className }: { pane: EditPane; className: string }) {
  const t = useTranslations("manage");
  const explain = useExplain();
  return (
    <figure className={classNames("min-w-0 flex-col", className)}>
      <figcaption className="flex h-7 items-center px-1 text-base font-semibold">{pane.label}</figcaption>
      <div className="flex flex-1 items-center justify-center bg-stage text-small text-ink-faint">{pane.picture.failure ? t("unreadable", { reason: explain(pane.picture.failure) }) : t("beingPrepared")}</div>
    </figure>
  );
}

/** Pictures side by side under one zoom, with their change maps at the press of a button; on a phone one at a time. `layerOf` draws over a pane. */
export function EditPanes({ panes, className, layerOf }: { panes: EditPane[]; className?: string; layerOf?: (pane: EditPane, onScreen: OnScreen) => ReactNode }) {
  const s = useTranslations("shell");
  const linked = useLinkedView();
  const { zoomAt, fit, percent, toggleActualSize } = linked;
  const [showsChanges, setShowsChanges] = useState(false);
  const [narrow, setNarrow] = useState(0);
  const hasChanges = panes.some((pane) => pane.changes);
  const frame = makeFrame(panes[0]?.picture ?? { width: 1, height: 1 }, panes.flatMap((pane) => pane.covered ?? []));
  const rendering = { brightness: 1, changesOpacity: showsChanges ? SHOWN_CHANGES : 0 };
  return (
    <div>
      <div className="flex h-9 items-center gap-1" data-print="hide">
        <button type="button" className={TOOL} onClick={() => zoomAt(1 / 1.4)} aria-label={s("viewer.zoomOut")}>
          <Minus size={14} />
        </button>
        <button type="button" className={`${TOOL} w-16 justify-center tabular-nums`} onClick={toggleActualSize} title={s("viewer.actualSize")}>
          {s("viewer.percent", { percent })}
        </button>
        <button type="button" className={TOOL} onClick={() => zoomAt(1.4)} aria-label={s("viewer.zoomIn")}>
          <Plus size={14} />
        </button>
        <button type="button" className={TOOL} onClick={fit}>
          <Maximize size={14} /> {s("viewer.fit")}
        </button>
        {hasChanges ? (
          <button type="button" className={TOOL} aria-pressed={showsChanges} onClick={() => setShowsChanges(!showsChanges)}>
            <Layers size={14} /> {s("viewer.changes")}
          </button>
        ) : null}
      </div>
      <div role="tablist" aria-label={s("viewer.picture")} className="mb-2 flex gap-1 overflow-x-auto rounded-control bg-sunken p-1 sm:hidden" data-print="hide">
        {panes.map((pane, index) => (
          <button key={pane.label} type="button" role="tab" aria-selected={narrow === index} onClick={() => setNarrow(index)} className={classNames("h-8 min-w-16 shrink-0 grow rounded-[4px] px-2 text-base whitespace-nowrap", narrow === index ? "bg-surface font-semibold" : "text-ink-soft")}>
            {pane.label}
          </button>
        ))}
      </div>
      <div className={classNames("grid gap-2 rounded-card bg-stage p-2", className)}>
        {panes.map((pane, index) => {
          const size = classNames("h-[46dvh] min-h-56", narrow === index ? "flex" : "hidden sm:flex");
          const { address, width, height } = pane.picture;
          if (!address) return <Missing key={pane.label} pane={pane} className={size} />;
          const picture = { address, width, height, name: pane.label, place: index === 0 || pane.covered ? placeInFrame(frame, pane.covered ?? WHOLE) : fitInFrame(frame, pane.picture), changes: pane.changes };
          return <PicturePane key={pane.label} label={pane.label} note={pane.note} frame={frame} picture={picture} linked={linked} rendering={rendering} layer={layerOf && ((onScreen) => layerOf(pane, onScreen))} className={size} />;
        })}
      </div>
    </div>
  );
}
