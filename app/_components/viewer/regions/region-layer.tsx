"use client";

import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";
import type { OnScreen, PlacedPicture } from "../picture-pane.tsx";
import { drawRegions } from "./draw-regions.ts";
import { lookOfType } from "./marks.ts";
import type { Marking } from "./use-marking.ts";
import { useRegionPointer } from "./use-region-pointer.ts";

const OVER = "absolute inset-0 size-full";

/** Marked faults over a picture; while marking is on, pointers draw instead of moving the view. `edit`: its place on the screen from 0. */
export function RegionLayer({ marking, edit, picture, onScreen }: { marking: Marking; edit: number; picture: PlacedPicture; onScreen: OnScreen }) {
  const t = useTranslations("regions");
  const base = useRef<HTMLCanvasElement>(null);
  const draft = useRef<HTMLCanvasElement>(null);
  const { hidden, redraw, handlers } = useRegionPointer(marking, { edit, picture, onScreen, canvas: draft });
  const { isOn, selected, tool, noteView } = marking;
  const { types } = marking.block;
  const pictureWidth = picture.width;
  const regions = marking.marks.regions[edit];
  const { left, top, scaleX, scaleY, box } = onScreen;
  const selectedIndex = selected?.edit === edit ? selected.index : null;
  useLayoutEffect(() => {
    if (!base.current) return;
    const drawn = (regions ?? []).map((region, index) => ({ region, tag: `${lookOfType(types, region.type).letters} ${index + 1}`, isSelected: index === selectedIndex })).filter((_, index) => index !== hidden);
    drawRegions(base.current, { box: { width: box.width, height: box.height }, left, top, scaleX, scaleY }, { width: pictureWidth }, types, drawn);
  }, [regions, types, selectedIndex, hidden, pictureWidth, left, top, scaleX, scaleY, box.width, box.height]);
  const follow = useEffectEvent(redraw);
  useLayoutEffect(() => follow(), [regions, hidden, left, top, scaleX, scaleY, box.width, box.height]);
  const report = useEffectEvent(noteView);
  useEffect(() => {
    report(edit, { x: -left / scaleX, y: -top / scaleY, width: box.width / scaleX, height: box.height / scaleY });
  }, [edit, left, top, scaleX, scaleY, box.width, box.height]);
  return (
    <>
      <canvas ref={base} aria-hidden className={`${OVER} pointer-events-none`} />
      {isOn ? (
        <canvas
          ref={draft}
          tabIndex={0}
          role="img"
          aria-label={t("layer", { picture: picture.name, count: regions?.length ?? 0 })}
          data-marking={edit}
          className={`${OVER} touch-none focus-visible:-outline-offset-2`}
          style={{ cursor: tool === "select" ? "default" : tool === "brush" ? "none" : "crosshair" }}
          onFocus={() => marking.setEdit(edit)}
          onClick={(event) => event.stopPropagation()}
          {...handlers}
        />
      ) : null}
    </>
  );
}
