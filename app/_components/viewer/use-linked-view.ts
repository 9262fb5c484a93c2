"use client";

import { useCallback, useState } from "react";

/** The part of the frame that all panes show: zoom relative to fit (1 = whole frame), centre as shares 0..1. */
export type LinkedView = { zoom: number; x: number; y: number };

export const FITTED: LinkedView = { zoom: 1, x: 0.5, y: 0.5 };
const MAX_ZOOM = 64;

const clampZoom = (zoom: number) => Math.min(MAX_ZOOM, Math.max(1, zoom));

function clamp(view: LinkedView): LinkedView {
  const zoom = clampZoom(view.zoom);
  const reach = 0.5 / zoom;
  const inside = (value: number) => Math.min(1 - reach, Math.max(reach, value));
  return { zoom, x: inside(view.x), y: inside(view.y) };
}

/** One zoom and one centre for every pane: what one pane does, all do. */
export function useLinkedView() {
  const [view, setView] = useState<LinkedView>(FITTED);
  /** Screen pixels per source pixel when the frame fits: the panes measure it, all alike. */
  const [fitScale, setFitScale] = useState(0);
  /** Zooms by `factor` and keeps the point under the pointer where it is; (x, y) are shares of the frame. */
  const zoomAt = useCallback((factor: number, x?: number, y?: number) => {
    setView((before) => {
      const zoom = clampZoom(before.zoom * factor);
      const held = before.zoom / zoom;
      const px = x ?? before.x;
      const py = y ?? before.y;
      return clamp({ zoom, x: px + (before.x - px) * held, y: py + (before.y - py) * held });
    });
  }, []);
  const panBy = useCallback((dx: number, dy: number) => setView((before) => clamp({ ...before, x: before.x + dx, y: before.y + dy })), []);
  const fit = useCallback(() => setView(FITTED), []);
  /** One source pixel on one screen pixel; back to fit when it is there already, or when the frame is smaller. */
  const toggleActualSize = useCallback(() => {
    setView((before) => {
      const actual = fitScale > 0 ? clampZoom(1 / fitScale) : 1;
      return Math.abs(before.zoom - actual) < 0.001 ? FITTED : clamp({ ...before, zoom: actual });
    });
  }, [fitScale]);
  return { view, percent: Math.round(view.zoom * fitScale * 100), zoomAt, panBy, fit, toggleActualSize, setFitScale };
}

export type Linked = ReturnType<typeof useLinkedView>;
