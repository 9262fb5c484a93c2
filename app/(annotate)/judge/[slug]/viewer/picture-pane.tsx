"use client";

import { type PointerEvent, useEffect, useRef, useState } from "react";
import type { ShownPicture } from "#lib/judgment/index.ts";
import { classNames } from "../../../../_components/class-names.ts";
import type { LinkedView } from "./use-linked-view.ts";

const WHEEL_SPEED = 0.0016;
const PIXELATED_FROM = 4;

type Box = { width: number; height: number };
type Handlers = { onZoom: (factor: number, x?: number, y?: number) => void; onPan: (dx: number, dy: number) => void };

/** Size of a picture that is fitted into a box. */
function fitInto(picture: Box, box: Box): Box {
  const scale = Math.min(box.width / picture.width, box.height / picture.height);
  return { width: picture.width * scale, height: picture.height * scale };
}

function useBoxSize() {
  const element = useRef<HTMLDivElement>(null);
  const [box, setBox] = useState<Box>({ width: 0, height: 0 });
  useEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => entry && setBox({ width: entry.contentRect.width, height: entry.contentRect.height }));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return { element, box };
}

/** Drag with one pointer, pinch with two; distances are turned into shares of the fitted picture. */
function usePointers(fitted: Box, view: LinkedView, { onZoom, onPan }: Handlers) {
  const pointers = useRef(new Map<number, { x: number; y: number }>());
  const distance = () => {
    const [first, second] = [...pointers.current.values()];
    return first && second ? Math.hypot(first.x - second.x, first.y - second.y) : 0;
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    },
    onPointerMove: (event: PointerEvent<HTMLDivElement>) => {
      const before = pointers.current.get(event.pointerId);
      if (!before) return;
      const spread = distance();
      pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
      if (pointers.current.size === 2 && spread > 0) onZoom(distance() / spread);
      else if (pointers.current.size === 1) onPan((before.x - event.clientX) / (fitted.width * view.zoom), (before.y - event.clientY) / (fitted.height * view.zoom));
    },
    onPointerUp: (event: PointerEvent<HTMLDivElement>) => pointers.current.delete(event.pointerId),
    onPointerCancel: (event: PointerEvent<HTMLDivElement>) => pointers.current.delete(event.pointerId),
  };
}

/** One picture under the linked view. `covering` is laid over it, fitted to the same place, while a key is held. */
export function PicturePane({ label, picture, covering, view, note, className, ...handlers }: { label: string; picture: ShownPicture; covering?: ShownPicture | null; view: LinkedView; note?: string; className?: string } & Handlers) {
  const { element, box } = useBoxSize();
  const shown = covering ?? picture;
  const fitted = box.width > 0 ? fitInto(shown, box) : { width: 0, height: 0 };
  const pointers = usePointers(fitted, view, handlers);
  const { onZoom } = handlers;
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const bounds = target.getBoundingClientRect();
      const x = view.x + (event.clientX - bounds.left - bounds.width / 2) / (fitted.width * view.zoom);
      const y = view.y + (event.clientY - bounds.top - bounds.height / 2) / (fitted.height * view.zoom);
      onZoom(Math.exp(-event.deltaY * WHEEL_SPEED), x, y);
    };
    // React's own wheel listener is passive and could not keep the page from scrolling.
    target.addEventListener("wheel", onWheel, { passive: false });
    return () => target.removeEventListener("wheel", onWheel);
  }, [element, fitted.width, fitted.height, view, onZoom]);
  const style = {
    width: fitted.width,
    height: fitted.height,
    transform: `translate(${(0.5 - view.x) * fitted.width * view.zoom}px, ${(0.5 - view.y) * fitted.height * view.zoom}px) scale(${view.zoom})`,
    imageRendering: (fitted.width * view.zoom) / shown.width >= PIXELATED_FROM ? ("pixelated" as const) : ("auto" as const),
  };
  return (
    <figure className={classNames("relative flex min-h-0 min-w-0 flex-col", className)}>
      <figcaption className="flex h-7 shrink-0 items-center justify-between gap-2 px-1 text-small text-ink-soft">
        <span className="text-base font-semibold text-ink">{covering ? "Source" : label}</span>
        <span className="truncate tabular-nums">{note}</span>
      </figcaption>
      <div ref={element} className="relative flex min-h-0 flex-1 touch-none items-center justify-center overflow-hidden select-none" {...pointers}>
        {box.width > 0 ? <img src={shown.address} alt={covering ? "Source picture" : `${label} picture`} draggable={false} decoding="sync" className="max-w-none" style={style} /> : null}
      </div>
    </figure>
  );
}
