"use client";

import { type PointerEvent, type RefObject, useEffect, useRef, useState } from "react";
import type { Size } from "./frame.ts";
import type { Linked } from "./use-linked-view.ts";

const WHEEL_SPEED = 0.0016;

/** The size of an element on screen, kept up to date. */
export function useBoxSize(element: RefObject<HTMLElement | null>): Size {
  const [box, setBox] = useState<Size>({ width: 0, height: 0 });
  useEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => entry && setBox({ width: entry.contentRect.width, height: entry.contentRect.height }));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return box;
}

/** Wheel over a pane zooms to the pointer. `fitted` is the size of the frame on screen at zoom 1. */
export function useWheelZoom(element: RefObject<HTMLElement | null>, fitted: Size, { view, zoomAt }: Linked): void {
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const bounds = target.getBoundingClientRect();
      const x = view.x + (event.clientX - bounds.left - bounds.width / 2) / (fitted.width * view.zoom);
      const y = view.y + (event.clientY - bounds.top - bounds.height / 2) / (fitted.height * view.zoom);
      zoomAt(Math.exp(-event.deltaY * WHEEL_SPEED), x, y);
    };
    // React's own wheel listener is passive and could not keep the page from scrolling.
    target.addEventListener("wheel", onWheel, { passive: false });
    return () => target.removeEventListener("wheel", onWheel);
  }, [element, fitted.width, fitted.height, view, zoomAt]);
}

/** Pointers by id: one moves the view, two move and zoom it; distances are turned into shares of the frame. */
function usePinch(fitted: Size, { view, zoomAt, panBy }: Linked) {
  const pointers = useRef(new Map<number, { x: number; y: number }>());
  const distance = () => {
    const [first, second] = [...pointers.current.values()];
    return first && second ? Math.hypot(first.x - second.x, first.y - second.y) : 0;
  };
  return {
    down: (id: number, x: number, y: number) => void pointers.current.set(id, { x, y }),
    move: (id: number, x: number, y: number) => {
      const before = pointers.current.get(id);
      if (!before) return;
      const spread = distance();
      pointers.current.set(id, { x, y });
      const count = pointers.current.size;
      if (count === 2 && spread > 0) zoomAt(distance() / spread);
      // Each of two fingers moves their middle by half.
      if (count <= 2) panBy((before.x - x) / (count * fitted.width * view.zoom), (before.y - y) / (count * fitted.height * view.zoom));
    },
    up: (id: number) => void pointers.current.delete(id),
  };
}

export type Pinch = ReturnType<typeof usePinch>;

/** Drag with one pointer, pinch with two. `pinch` is for a layer that keeps single pointers to itself. */
export function usePointers(fitted: Size, linked: Linked) {
  const pinch = usePinch(fitted, linked);
  const forget = (event: PointerEvent<HTMLDivElement>) => pinch.up(event.pointerId);
  return {
    pinch,
    pointers: {
      onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        pinch.down(event.pointerId, event.clientX, event.clientY);
      },
      onPointerMove: (event: PointerEvent<HTMLDivElement>) => pinch.move(event.pointerId, event.clientX, event.clientY),
      onPointerUp: forget,
      onPointerCancel: forget,
    },
  };
}
