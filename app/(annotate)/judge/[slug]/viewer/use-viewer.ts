"use client";

import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import type { Rendering } from "../../../../_components/viewer/picture-pane.tsx";

/** Three: source, A, B. Two: A and B. One: one at a time. Wipe: B over A behind a line that can be moved. */
export const LAYOUTS = ["three", "two", "one", "wipe"] as const;
export type Layout = (typeof LAYOUTS)[number];
/** What a held key puts in place of A and B. */
export type Held = "none" | "source" | "flicker";

const STORED_LAYOUT = "juxta-layout";
const BRIGHTNESSES = [1, 1.6, 2.6];
const SHOWN_CHANGES = 0.7;
const FLICKER_MS = 280;
const PLAIN: Rendering = { brightness: 1, changesOpacity: 0 };

const layoutListeners = new Set<() => void>();

/** The layout as this browser remembers it. */
function useStoredLayout(): Layout {
  return useSyncExternalStore(
    (onChange) => {
      layoutListeners.add(onChange);
      return () => layoutListeners.delete(onChange);
    },
    () => LAYOUTS.find((layout) => layout === localStorage.getItem(STORED_LAYOUT)) ?? "three",
    () => "three",
  );
}

function storeLayout(layout: Layout): void {
  localStorage.setItem(STORED_LAYOUT, layout);
  for (const listener of layoutListeners) listener();
}

/** While flickering A and B change places by themselves; for people who want less motion they swap once. */
function useFlicker(isFlickering: boolean): boolean {
  const [beat, setBeat] = useState(0);
  useEffect(() => {
    if (!isFlickering || window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const timer = setInterval(() => setBeat((before) => before + 1), FLICKER_MS);
    return () => {
      clearInterval(timer);
      setBeat(0);
    };
  }, [isFlickering]);
  return isFlickering && beat % 2 === 0;
}

/** How the pictures are shown. The layout is remembered; the rest starts anew with each comparison. */
export function useViewer() {
  const layout = useStoredLayout();
  const [rendering, setRendering] = useState<Rendering>(PLAIN);
  const [held, setHeld] = useState<Held>("none");
  const [isFlipped, setFlipped] = useState(false);
  const [wipeAt, setWipeAt] = useState(0.5);
  const [sourceIndex, setSourceIndex] = useState(0);
  /** Of a ranking: the place (from 0) that is shown large, and those chosen to be compared, at most two. */
  const [enlarged, setEnlarged] = useState<number | null>(null);
  const [chosen, setChosen] = useState<number[]>([]);
  const isSwapped = useFlicker(held === "flicker");
  const reset = useCallback(() => {
    setRendering(PLAIN);
    setHeld("none");
    setFlipped(false);
    setWipeAt(0.5);
    setSourceIndex(0);
    setEnlarged(null);
    setChosen([]);
  }, []);
  return {
    layout,
    rendering,
    held,
    /** A and B have changed places: by the flip key, or while flickering. */
    isSwapped: isFlipped !== isSwapped,
    wipeAt,
    sourceIndex,
    enlarged,
    chosen,
    setEnlarged,
    enlarge: (place: number) => setEnlarged((before) => (before === place ? null : place)),
    choose: (place: number) => setChosen((before) => (before.includes(place) ? before.filter((other) => other !== place) : [...before, place].slice(-2))),
    setLayout: storeLayout,
    setHeld,
    setWipeAt,
    setSourceIndex,
    reset,
    cycleLayout: () => storeLayout(LAYOUTS[(LAYOUTS.indexOf(layout) + 1) % LAYOUTS.length] ?? "three"),
    toggleWipe: () => storeLayout(layout === "wipe" ? "three" : "wipe"),
    flip: () => setFlipped((before) => !before),
    cycleBrightness: () => setRendering((before) => ({ ...before, brightness: BRIGHTNESSES[(BRIGHTNESSES.indexOf(before.brightness) + 1) % BRIGHTNESSES.length] ?? 1 })),
    toggleChanges: () => setRendering((before) => ({ ...before, changesOpacity: before.changesOpacity > 0 ? 0 : SHOWN_CHANGES })),
    setChangesOpacity: (changesOpacity: number) => setRendering((before) => ({ ...before, changesOpacity })),
  };
}

export type Viewer = ReturnType<typeof useViewer>;
