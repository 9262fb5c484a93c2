"use client";

import { useTranslations } from "next-intl";
import type { JudgingView } from "#lib/judgment/index.ts";
import { classNames } from "../../../../_components/class-names.ts";
import { PicturePane } from "../../../../_components/viewer/picture-pane.tsx";
import type { Marking } from "../../../../_components/viewer/regions/use-marking.ts";
import type { Linked } from "../../../../_components/viewer/use-linked-view.ts";
import { marksLayer } from "./marks-layer.tsx";
import { usePlacedPictures, useSizeNote } from "./placed-pictures.ts";
import type { Viewer } from "./use-viewer.ts";

/** `marking` null or left out: faults are not marked. */
type ViewerProps = { comparison: JudgingView; linked: Linked; viewer: Viewer; marking?: Marking | null };

const COLUMNS = { three: "grid-cols-3", two: "grid-cols-2", one: "grid-cols-1", wipe: "grid-cols-1" } as const;

/** Which of the source pictures, or the reference, the source pane shows. */
export function SourceChoice({ view, viewer }: { view: JudgingView; viewer: Viewer }) {
  const t = useTranslations("shell.viewer");
  if (view.sources.length < 2) return null;
  return (
    <div className="absolute bottom-2 left-1/2 flex -translate-x-1/2 gap-1 rounded-control bg-surface/90 p-1">
      {view.sources.map((source, index) => (
        <button key={index} type="button" aria-pressed={viewer.sourceIndex === index} onPointerDown={(event) => event.stopPropagation()} onClick={() => viewer.setSourceIndex(index)} className="h-7 min-w-7 rounded-[4px] px-2 text-small aria-pressed:bg-ink aria-pressed:text-ground">
          {source.isReference ? t("reference") : view.sources.length === 2 && view.sources[1]?.isReference ? t("source") : index + 1}
        </button>
      ))}
    </div>
  );
}

/** The line between A and B: dragged, or moved with the arrow keys when it has the focus. */
function WipeHandle({ viewer }: { viewer: Viewer }) {
  const t = useTranslations("judge.viewer");
  return (
    <>
      <div aria-hidden className="pointer-events-none absolute inset-y-0 w-0.5 -translate-x-1/2 bg-white shadow-[0_0_0_1px_rgb(0_0_0/0.5)]" style={{ left: `${viewer.wipeAt * 100}%` }} />
      <input
        type="range"
        min={0}
        max={1}
        step={0.005}
        value={viewer.wipeAt}
        aria-label={t("wipe")}
        onPointerDown={(event) => event.stopPropagation()}
        onChange={(event) => viewer.setWipeAt(event.currentTarget.valueAsNumber)}
        className="absolute inset-x-0 bottom-1 w-full cursor-ew-resize accent-accent"
      />
    </>
  );
}

/** Source, A and B in the chosen layout under one zoom: for screens that are wide enough. */
export function WideViewer({ comparison, linked, viewer, marking = null }: ViewerProps) {
  const t = useTranslations("shell.viewer");
  const sizeNote = useSizeNote();
  const { frame, sources, edits } = usePlacedPictures(comparison);
  const { layout, rendering, isSwapped, held } = viewer;
  const source = sources[viewer.sourceIndex] ?? sources[0];
  const common = { frame, linked, rendering };
  const shown = (side: "left" | "right") => {
    const index = (side === "left") !== isSwapped ? 0 : 1;
    const edit = comparison.edits[index]!;
    const placed = edits[index]!;
    if (held === "source" && source) return { label: source.name, picture: { ...source, changes: placed.changes } };
    return { label: placed.name, note: sizeNote(edit), picture: placed, layer: marksLayer(marking, index, placed) };
  };
  return (
    <div className={classNames("hidden min-h-[50dvh] flex-1 gap-2 px-3 md:grid", COLUMNS[layout])} data-layout={layout}>
      {layout === "three" && source ? (
        <PicturePane label={source.name} note={`${source.width}×${source.height}`} picture={source} {...common}>
          <SourceChoice view={comparison} viewer={viewer} />
        </PicturePane>
      ) : null}
      {layout === "wipe" ? (
        <PicturePane label={held === "source" ? t("source") : "A | B"} picture={shown("left").picture} wipe={held === "source" ? null : { picture: shown("right").picture, at: viewer.wipeAt }} {...common}>
          <WipeHandle viewer={viewer} />
        </PicturePane>
      ) : (
        <PicturePane {...shown("left")} {...common} />
      )}
      {layout === "three" || layout === "two" ? <PicturePane {...shown("right")} {...common} /> : null}
    </div>
  );
}

