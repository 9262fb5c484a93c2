"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import type { JudgingView } from "#lib/judgment/index.ts";
import { classNames } from "../../../../_components/class-names.ts";
import { PicturePane, type PlacedPicture } from "../../../../_components/viewer/picture-pane.tsx";
import type { Marking } from "../../../../_components/viewer/regions/use-marking.ts";
import type { Linked } from "../../../../_components/viewer/use-linked-view.ts";
import { useBoxSize } from "../../../../_components/viewer/use-pane-input.ts";
import { SourceChoice } from "./edit-viewer.tsx";
import { marksLayer } from "./marks-layer.tsx";
import { usePlacedPictures, useSizeNote } from "./placed-pictures.ts";
import type { Viewer } from "./use-viewer.ts";

const CAPTION_PX = 28;
const GAP_PX = 8;
const CLICK_PX = 5;

/** The number of columns under which equal panes of a shape are largest. */
export function chooseColumns(count: number, box: { width: number; height: number }, shape: { width: number; height: number }): number {
  let best = { columns: count, scale: 0 };
  for (let columns = 1; columns <= count; columns += 1) {
    const rows = Math.ceil(count / columns);
    const scale = Math.min(((box.width - GAP_PX * (columns - 1)) / columns) / shape.width, ((box.height - GAP_PX * (rows - 1)) / rows - CAPTION_PX) / shape.height);
    if (scale > best.scale) best = { columns, scale };
  }
  return best.columns;
}

/**
 * Source and candidates 1 to k in a grid under one zoom. A click shows one large, another all again. Holding V shows the two
 * chosen ones in turn, or the large one and the source.
 */
export function RankingViewer({ comparison, linked, viewer, marking = null }: { comparison: JudgingView; linked: Linked; viewer: Viewer; marking?: Marking | null }) {
  const t = useTranslations("judge.viewer");
  const sizeNote = useSizeNote();
  const area = useRef<HTMLDivElement>(null);
  const box = useBoxSize(area);
  const pressed = useRef({ x: 0, y: 0 });
  const { frame, sources, edits } = usePlacedPictures(comparison, true);
  const { rendering, held, isSwapped, enlarged, chosen } = viewer;
  const source = sources[viewer.sourceIndex] ?? sources[0];
  const common = { frame, linked, rendering };
  const large = ((): PlacedPicture | undefined => {
    const pair = chosen.length === 2 ? [edits[chosen[0]!], edits[chosen[1]!]] : [edits[enlarged ?? chosen[0] ?? 0], source];
    if (held === "flicker") return pair[isSwapped ? 1 : 0];
    return enlarged === null ? undefined : held === "source" ? source : edits[enlarged];
  })();
  if (large) {
    return (
      <div className="hidden min-h-[50dvh] flex-1 px-3 md:flex" data-layout="one" onDoubleClick={() => viewer.setEnlarged(null)}>
        <PicturePane label={large.name} note={held === "none" ? t("all") : undefined} picture={large} layer={held === "none" && enlarged !== null ? marksLayer(marking, enlarged, large) : undefined} className="flex-1" {...common} />
      </div>
    );
  }
  const columns = chooseColumns(edits.length + 1, box, frame);
  const rows = Math.ceil((edits.length + 1) / columns);
  return (
    <div ref={area} className="hidden min-h-[50dvh] flex-1 gap-2 px-3 md:grid" data-layout="grid" style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`, gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))` }}>
      {source ? (
        <PicturePane label={source.name} note={`${source.width}×${source.height}`} picture={source} {...common}>
          <SourceChoice view={comparison} viewer={viewer} />
        </PicturePane>
      ) : null}
      {edits.map((edit, place) => (
        <div
          key={place}
          className="relative flex min-h-0 min-w-0"
          onPointerDownCapture={(event) => (pressed.current = { x: event.clientX, y: event.clientY })}
          onClick={(event) => !marking?.isOn && Math.hypot(event.clientX - pressed.current.x, event.clientY - pressed.current.y) < CLICK_PX && viewer.enlarge(place)}
        >
          <PicturePane label={edit.name} note={sizeNote(comparison.edits[place]!)} picture={held === "source" && source ? { ...source, changes: edit.changes } : edit} layer={held === "source" ? undefined : marksLayer(marking, place, edit)} className="flex-1" {...common} />
          <button
            type="button"
            aria-pressed={chosen.includes(place)}
            aria-label={t("flicker", { picture: edit.name })}
            title={t("chooseTwo")}
            onClick={(event) => {
              event.stopPropagation();
              viewer.choose(place);
            }}
            className={classNames("absolute top-1 left-6 h-5 rounded-[4px] border px-1.5 text-small", chosen.includes(place) ? "border-ink bg-ink text-ground" : "border-line text-ink-faint hover:text-ink")}
          >
            V
          </button>
        </div>
      ))}
    </div>
  );
}
