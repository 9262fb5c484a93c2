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

/** Drag with one pointer, pinch with two; distances are turned into shares of the frame. */
export function usePointers(fitted: Size, { view, zoomAt, panBy }: Linked) {
  const pointers = useRef(new Map<number, { x: number; y: number }>());
  const distance = () => {
    const [first, second] = [...pointers.current.values()];
    return first && second ? Math.hypot(first.x - second.x, first.y - second.y) : 0;
  };
  const forget = (event: PointerEvent<HTMLDivElement>) => void pointers.current.delete(event.pointerId);
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
      if (pointers.current.size === 2 && spread > 0) zoomAt(distance() / spread);
      else if (pointers.current.size === 1) panBy((before.x - event.clientX) / (fitted.width * view.zoom), (before.y - event.clientY) / (fitted.height * view.zoom));
    },
    onPointerUp: forget,
    onPointerCancel: forget,
  };
}
