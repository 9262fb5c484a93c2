"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import type { JudgingView } from "#lib/judgment/index.ts";
import { classNames } from "../../../../_components/class-names.ts";
import { PicturePane } from "../../../../_components/viewer/picture-pane.tsx";
import type { Linked } from "../../../../_components/viewer/use-linked-view.ts";
import { placePictures, sizeNote } from "./placed-pictures.ts";
import type { Viewer } from "./use-viewer.ts";

type ViewerProps = { comparison: JudgingView; linked: Linked; viewer: Viewer };

const COLUMNS = { three: "grid-cols-3", two: "grid-cols-2", one: "grid-cols-1", wipe: "grid-cols-1" } as const;

function SourceChoice({ count, viewer }: { count: number; viewer: Viewer }) {
  if (count < 2) return null;
  return (
    <div className="absolute bottom-2 left-1/2 flex -translate-x-1/2 gap-1 rounded-control bg-surface/90 p-1">
      {Array.from({ length: count }, (_, index) => (
        <button key={index} type="button" aria-pressed={viewer.sourceIndex === index} onPointerDown={(event) => event.stopPropagation()} onClick={() => viewer.setSourceIndex(index)} className="h-7 min-w-7 rounded-[4px] px-2 text-small aria-pressed:bg-ink aria-pressed:text-ground">
          {index + 1}
        </button>
      ))}
    </div>
  );
}

/** The line between A and B: dragged, or moved with the arrow keys when it has the focus. */
function WipeHandle({ viewer }: { viewer: Viewer }) {
  const t = useTranslations("judge");
  return (
    <>
      <div aria-hidden className="pointer-events-none absolute inset-y-0 w-0.5 -translate-x-1/2 bg-white shadow-[0_0_0_1px_rgb(0_0_0/0.5)]" style={{ left: `${viewer.wipeAt * 100}%` }} />
      <input
        type="range"
        min={0}
        max={1}
        step={0.005}
        value={viewer.wipeAt}
        aria-label={t("viewer.wipe")}
        onPointerDown={(event) => event.stopPropagation()}
        onChange={(event) => viewer.setWipeAt(event.currentTarget.valueAsNumber)}
        className="absolute inset-x-0 bottom-1 w-full cursor-ew-resize accent-accent"
      />
    </>
  );
}

/** Source, A and B in the chosen layout under one zoom: for screens that are wide enough. */
export function WideViewer({ comparison, linked, viewer }: ViewerProps) {
  const t = useTranslations("judge");
  const s = useTranslations("shell");
  const { frame, sources, left, right } = useMemo(() => placePictures(comparison, s), [comparison, s]);
  const { layout, rendering, isSwapped, held } = viewer;
  const source = sources[viewer.sourceIndex] ?? sources[0];
  const common = { frame, linked, rendering };
  const shown = (side: "left" | "right") => {
    const isLeft = (side === "left") !== isSwapped;
    const [edit, placed] = isLeft ? [comparison.left, left] : [comparison.right, right];
    if (held === "source" && source) return { label: source.name, picture: { ...source, changes: placed.changes } };
    return { label: placed.name, note: sizeNote(edit, t), picture: placed };
  };
  return (
    <div className={classNames("hidden min-h-0 flex-1 gap-2 px-3 md:grid", COLUMNS[layout])} data-layout={layout}>
      {layout === "three" && source ? (
        <PicturePane label={source.name} note={`${source.width}×${source.height}`} picture={source} {...common}>
          <SourceChoice count={sources.length} viewer={viewer} />
        </PicturePane>
      ) : null}
      {layout === "wipe" ? (
        <PicturePane label={held === "source" ? s("viewer.source") : "A | B"} picture={shown("left").picture} wipe={held === "source" ? null : { picture: shown("right").picture, at: viewer.wipeAt }} {...common}>
          <WipeHandle viewer={viewer} />
        </PicturePane>
      ) : (
        <PicturePane {...shown("left")} {...common} />
      )}
      {layout === "three" || layout === "two" ? <PicturePane {...shown("right")} {...common} /> : null}
    </div>
  );
}

const TABS = ["source", "left", "right"] as const;

/** One picture at a time with a flip between them: for phones. A tap on the picture flips between A and B. */
export function NarrowViewer({ comparison, linked, viewer }: ViewerProps) {
  const t = useTranslations("judge");
  const s = useTranslations("shell");
  const [tab, setTab] = useState<(typeof TABS)[number]>("left");
  const { frame, sources, left, right } = useMemo(() => placePictures(comparison, s), [comparison, s]);
  const picture = tab === "source" ? (sources[viewer.sourceIndex] ?? sources[0]) : { left, right }[tab];
  if (!picture) return null;
  const names = { source: s("viewer.source"), left: "A", right: "B" };
  const flip = () => linked.view.zoom === 1 && setTab(tab === "left" ? "right" : "left");
  return (
    <div className="flex min-h-0 flex-1 flex-col px-2 md:hidden">
      <div role="tablist" aria-label={s("viewer.picture")} className="grid grid-cols-3 gap-1 rounded-control bg-sunken p-1">
        {TABS.map((name) => (
          <button key={name} type="button" role="tab" aria-selected={tab === name} onClick={() => setTab(name)} className={classNames("h-9 rounded-[5px] text-base", tab === name ? "bg-surface font-semibold shadow-sm" : "text-ink-soft")}>
            {names[name]}
          </button>
        ))}
      </div>
      <div className="flex min-h-0 flex-1" onClick={flip}>
        <PicturePane label={names[tab]} picture={picture} frame={frame} linked={linked} rendering={viewer.rendering} note={t("viewer.tap")} className="flex-1">
          {tab === "source" ? <SourceChoice count={sources.length} viewer={viewer} /> : null}
        </PicturePane>
      </div>
    </div>
  );
}
