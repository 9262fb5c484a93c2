"use client";

import { useCallback, useState } from "react";

/** The part of the pictures that all panes show: zoom relative to fit (1 = whole picture), centre as shares 0..1. */
export type LinkedView = { zoom: number; x: number; y: number };

export const FITTED: LinkedView = { zoom: 1, x: 0.5, y: 0.5 };
const MAX_ZOOM = 24;

function clamp(view: LinkedView): LinkedView {
  const zoom = Math.min(MAX_ZOOM, Math.max(1, view.zoom));
  const reach = 0.5 / zoom;
  const inside = (value: number) => Math.min(1 - reach, Math.max(reach, value));
  return { zoom, x: inside(view.x), y: inside(view.y) };
}

/** One zoom and one centre for every pane: what one pane does, all do. */
export function useLinkedView() {
  const [view, setView] = useState<LinkedView>(FITTED);
  /** Zooms by `factor` and keeps the point under the pointer where it is; (x, y) are shares of the whole picture. */
  const zoomAt = useCallback((factor: number, x?: number, y?: number) => {
    setView((before) => {
      const zoom = Math.min(MAX_ZOOM, Math.max(1, before.zoom * factor));
      const held = before.zoom / zoom;
      const px = x ?? before.x;
      const py = y ?? before.y;
      return clamp({ zoom, x: px + (before.x - px) * held, y: py + (before.y - py) * held });
    });
  }, []);
  const panBy = useCallback((dx: number, dy: number) => setView((before) => clamp({ ...before, x: before.x + dx, y: before.y + dy })), []);
  const fit = useCallback(() => setView(FITTED), []);
  return { view, zoomAt, panBy, fit };
}
