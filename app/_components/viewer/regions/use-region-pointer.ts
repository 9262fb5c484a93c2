"use client";

import { type PointerEvent, type RefObject, useRef, useState } from "react";
import { type Box, contains, type Mask, maskToRuns, paintStroke, type PictureSize, type Point, runsToMask } from "#lib/region/index.ts";
import type { OnScreen } from "../picture-pane.tsx";
import { coverMask } from "./coverage.ts";
import { drawBox, drawCoverage, prepareCanvas, toScreen } from "./draw-regions.ts";
import { lookOfType } from "./marks.ts";
import type { Marking } from "./use-marking.ts";

/** What is being drawn; `index` is the region that it changes, null for a new one. */
type Draft =
  | { kind: "box"; from: Point; to: Point }
  | { kind: "move"; index: number; from: Point; start: Box; to: Point }
  | { kind: "brush"; index: number | null; mask: Mask; last: Point; value: 0 | 1 };

/** Screen pixels below which a drag is a click. */
const CLICK = 4;
const inside = (value: number, most: number) => Math.min(most, Math.max(0, value));

/** The box of whole pixels between two points. */
function boxBetween(a: Point, b: Point, size: PictureSize): Box {
  const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)].map((x) => inside(Math.round(x), size.width)) as [number, number];
  const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)].map((y) => inside(Math.round(y), size.height)) as [number, number];
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** A box moved by whole pixels and kept in the picture. */
export function moveBox(box: Box, dx: number, dy: number, size: PictureSize): Box {
  return { ...box, x: inside(Math.round(box.x + dx), size.width - box.width), y: inside(Math.round(box.y + dy), size.height - box.height) };
}

type Place = { edit: number; picture: PictureSize; onScreen: OnScreen; canvas: RefObject<HTMLCanvasElement | null> };

/** Draws with mouse, pen and one finger at picture resolution; two fingers and the other buttons move the view. */
export function useRegionPointer(marking: Marking, { edit, picture, onScreen, canvas }: Place) {
  const draft = useRef<Draft | null>(null);
  const held = useRef(new Map<number, Point>());
  const isPinching = useRef(false);
  const frame = useRef(0);
  /** The region that the draft stands for meanwhile. */
  const [hidden, setHidden] = useState<number | null>(null);
  const list = marking.marks.regions[edit] ?? [];
  const size = { width: picture.width, height: picture.height };

  const pointOf = (event: PointerEvent): Point => {
    const bounds = event.currentTarget.getBoundingClientRect();
    return { x: (event.clientX - bounds.left - onScreen.left) / onScreen.scaleX, y: (event.clientY - bounds.top - onScreen.top) / onScreen.scaleY };
  };
  const radius = marking.brush / 2 / Math.sqrt(onScreen.scaleX * onScreen.scaleY);

  const drawNow = (cursor: Point | null) => {
    const prepared = canvas.current && prepareCanvas(canvas.current, onScreen);
    if (!canvas.current || !prepared) return;
    const { context, placed, ratio } = prepared;
    const now = draft.current;
    const index = now && now.kind !== "box" ? now.index : null;
    const look = lookOfType(marking.block.types, index === null ? marking.type : (list[index]?.type ?? marking.type));
    if (now?.kind === "box") drawBox(context, toScreen(boxBetween(now.from, now.to, size), placed), look, ratio, true);
    if (now?.kind === "move") drawBox(context, toScreen(moveBox(now.start, now.to.x - now.from.x, now.to.y - now.from.y, size), placed), look, ratio, true);
    if (now?.kind === "brush") drawCoverage(context, coverMask(now.mask, size, placed, { width: canvas.current.width, height: canvas.current.height }), look, ratio, true);
    if (!cursor || marking.tool !== "brush") return;
    for (const [colour, width] of [["#000000", 3], ["#ffffff", 1.5]] as const) {
      context.beginPath();
      context.arc(placed.left + cursor.x * placed.scaleX, placed.top + cursor.y * placed.scaleY, (marking.brush / 2) * ratio, 0, 2 * Math.PI);
      Object.assign(context, { strokeStyle: colour, lineWidth: width * ratio });
      context.stroke();
    }
  };
  const drawSoon = (cursor: Point | null) => {
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => drawNow(cursor));
  };
  const drop = () => {
    draft.current = null;
    marking.noteDrawing(null);
    setHidden(null);
    drawSoon(null);
  };
  /** The topmost region at a point. */
  const findAt = ({ x, y }: Point) => list.findLastIndex(({ shape }) => contains(shape, Math.floor(x), Math.floor(y)));

  const begin = (event: PointerEvent, at: Point) => {
    const own = marking.selected?.edit === edit ? marking.selected.index : null;
    const isErasing = event.altKey || marking.isErasing;
    if (marking.tool === "brush") {
      const index = own !== null && list[own]?.shape.kind === "mask" ? own : null;
      if (isErasing && index === null) return;
      const before = index === null ? null : list[index]!.shape;
      const mask = before?.kind === "mask" ? runsToMask(before.runs, size) : new Uint8Array(size.width * size.height);
      const value = isErasing ? 0 : 1;
      paintStroke(mask, size, { a: at, b: at, radius, value });
      draft.current = { kind: "brush", index, mask, last: at, value };
      setHidden(index);
    } else {
      const index = marking.tool === "select" ? findAt(at) : (own ?? -1);
      const shape = list[index]?.shape;
      if (shape?.kind === "box" && contains(shape, Math.floor(at.x), Math.floor(at.y))) {
        draft.current = { kind: "move", index, from: at, start: shape, to: at };
        setHidden(index);
      } else if (marking.tool === "box") draft.current = { kind: "box", from: at, to: at };
      if (marking.tool === "select") marking.select(index === -1 ? null : { edit, index });
    }
    marking.noteDrawing(drop);
  };
  const extend = (at: Point) => {
    const now = draft.current;
    if (!now) return;
    if (now.kind === "brush") {
      paintStroke(now.mask, size, { a: now.last, b: at, radius, value: now.value });
      now.last = at;
    } else now.to = at;
  };
  const finish = () => {
    const now = draft.current;
    if (!now) return;
    drop();
    if (now.kind === "brush") {
      const shape = { kind: "mask" as const, ...size, runs: maskToRuns(now.mask) };
      const isEmpty = shape.runs.length < 2;
      if (now.index === null) return isEmpty ? undefined : marking.add(edit, shape);
      return isEmpty ? marking.remove({ edit, index: now.index }) : marking.patch({ edit, index: now.index }, { shape });
    }
    const moved = Math.max(Math.abs(now.to.x - now.from.x) * onScreen.scaleX, Math.abs(now.to.y - now.from.y) * onScreen.scaleY);
    if (now.kind === "move") return moved < CLICK ? marking.select({ edit, index: now.index }) : marking.patch({ edit, index: now.index }, { shape: { kind: "box", ...moveBox(now.start, now.to.x - now.from.x, now.to.y - now.from.y, size) } });
    const box = boxBetween(now.from, now.to, size);
    if (moved >= CLICK && box.width > 0 && box.height > 0) return marking.add(edit, { kind: "box", ...box });
    const index = findAt(now.from);
    marking.select(index === -1 ? null : { edit, index });
  };
  const release = (event: PointerEvent, isCancelled: boolean) => {
    held.current.delete(event.pointerId);
    onScreen.pinch.up(event.pointerId);
    if (isCancelled) drop();
    else if (!isPinching.current) finish();
    if (held.current.size === 0) isPinching.current = false;
  };
  return {
    hidden,
    /** Draws what is being drawn anew: when the view or the regions under it have changed. */
    redraw: () => drawNow(null),
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        if (event.button !== 0) return;
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        held.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
        marking.setEdit(edit);
        if (held.current.size === 1) begin(event, pointOf(event));
        else {
          if (!isPinching.current) drop();
          isPinching.current = true;
          for (const [id, { x, y }] of held.current) onScreen.pinch.down(id, x, y);
        }
        drawSoon(pointOf(event));
      },
      onPointerMove: (event: PointerEvent) => {
        if (held.current.has(event.pointerId)) {
          held.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
          if (isPinching.current) return onScreen.pinch.move(event.pointerId, event.clientX, event.clientY);
          extend(pointOf(event));
        }
        drawSoon(pointOf(event));
      },
      onPointerUp: (event: PointerEvent) => held.current.has(event.pointerId) && release(event, false),
      onPointerCancel: (event: PointerEvent) => held.current.has(event.pointerId) && release(event, true),
      onPointerLeave: () => !draft.current && drawSoon(null),
    },
  };
}
