"use client";

import { useLayoutEffect, useRef } from "react";
import type { OverlapMap } from "#lib/region/index.ts";
import type { OnScreen } from "../picture-pane.tsx";
import { drawRegions, type DrawnRegion } from "./draw-regions.ts";

/** Regions over a picture `width` pixels wide, to look at alone. Keep `drawn` the same list while nothing changes. */
export function RegionView({ drawn, types, width, onScreen }: { drawn: readonly DrawnRegion[]; types: readonly string[]; width: number; onScreen: OnScreen }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { left, top, scaleX, scaleY, box } = onScreen;
  useLayoutEffect(() => {
    if (canvas.current) drawRegions(canvas.current, { box: { width: box.width, height: box.height }, left, top, scaleX, scaleY }, { width }, types, drawn);
  }, [drawn, types, width, left, top, scaleX, scaleY, box.width, box.height]);
  return <canvas ref={canvas} aria-hidden data-regions={drawn.length} className="pointer-events-none absolute inset-0 size-full" />;
}

/** Orange of Okabe-Ito. */
const HEAT = [230, 159, 0] as const;
const [FAINTEST, STRONGEST] = [70, 210];

/** How many people marked each place: the more, the stronger. `picture` is its size in pixels. */
export function HeatView({ map, picture, onScreen }: { map: OverlapMap; picture: { width: number; height: number }; onScreen: OnScreen }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    const image = new ImageData(map.width, map.height);
    for (const [index, count] of map.counts.entries()) image.data.set([...HEAT, count === 0 ? 0 : FAINTEST + ((STRONGEST - FAINTEST) * count) / map.most], index * 4);
    context.putImageData(image, 0, 0);
  }, [map]);
  const style = { left: onScreen.left, top: onScreen.top, width: picture.width * onScreen.scaleX, height: picture.height * onScreen.scaleY, maxWidth: "none" };
  return <canvas ref={canvas} aria-hidden data-heat={map.most} width={map.width} height={map.height} className="pointer-events-none absolute" style={style} />;
}
