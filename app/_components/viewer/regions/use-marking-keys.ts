"use client";

import { useEffect, useEffectEvent } from "react";
import type { Box, PictureSize } from "#lib/region/index.ts";
import type { Marking } from "./use-marking.ts";
import { moveBox } from "./use-region-pointer.ts";

const STEPS: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** A box a third as large as what is in view of a picture, in its middle. */
function boxInView(view: Box, { width, height }: PictureSize): Box {
  const [left, right] = [Math.max(0, view.x), Math.min(width, view.x + view.width)];
  const [top, bottom] = [Math.max(0, view.y), Math.min(height, view.y + view.height)];
  const across = Math.min(width, Math.max(1, Math.round((right - left) / 3)));
  const down = Math.min(height, Math.max(1, Math.round((bottom - top) / 3)));
  return moveBox({ x: 0, y: 0, width: across, height: down }, (left + right - across) / 2, (top + bottom - down) / 2, { width, height });
}

function resizeBox(box: Box, dx: number, dy: number, size: PictureSize): Box {
  return { ...box, width: Math.min(size.width - box.x, Math.max(1, box.width + dx)), height: Math.min(size.height - box.y, Math.max(1, box.height + dy)) };
}

function escape({ cancel, selected, select, setOn }: Marking): void {
  if (cancel()) return;
  if (selected) select(null);
  else setOn(false);
}

/** What a key does while marking is on; null for keys that stay the page's. */
function actionOf(event: KeyboardEvent, marking: Marking, pictures: readonly PictureSize[]): (() => void) | null {
  const { selected } = marking;
  if ((event.ctrlKey || event.metaKey) && event.code === "KeyZ") return marking.undo;
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const picture = pictures[selected?.edit ?? marking.edit];
  const shape = selected ? marking.marks.regions[selected.edit]?.[selected.index]?.shape : undefined;
  const step = STEPS[event.code];
  if (step && selected && picture && shape?.kind === "box") {
    // One screen pixel or one picture pixel, whichever is more.
    const unit = Math.max(1, Math.round((marking.viewOf(selected.edit)?.width ?? 0) / 400));
    const change = event.shiftKey ? resizeBox : moveBox;
    return () => marking.patch(selected, { shape: { kind: "box", ...change(shape, step[0] * unit, step[1] * unit, picture) } });
  }
  const view = marking.viewOf(marking.edit);
  const actions: Record<string, (() => void) | false | undefined> = {
    Escape: () => escape(marking),
    Delete: selected ? () => marking.remove(selected) : undefined,
    BracketLeft: () => marking.resizeBrush(-1),
    BracketRight: () => marking.resizeBrush(1),
    KeyN: view && picture ? () => marking.add(marking.edit, { kind: "box", ...boxInView(view, pictures[marking.edit]!) }) : undefined,
    KeyT: () => marking.setTool(marking.tool === "box" ? "brush" : "box"),
  };
  return actions[event.code] || null;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));
}

/**
 * The keys of marking, before those of the page: M turns it on and off; while it is on, N makes a box, T changes the tool,
 * [ and ] the brush, arrows move and Shift with arrows resize the selected box. `pictures` from left to right.
 */
export function useMarkingKeys(isEnabled: boolean, marking: Marking, pictures: readonly PictureSize[]): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (isTyping(event.target)) return;
    const isToggle = event.code === "KeyM" && !event.ctrlKey && !event.metaKey && !event.altKey;
    const action = isToggle ? marking.toggle : marking.isOn ? actionOf(event, marking, pictures) : null;
    if (!action) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    action();
  });
  useEffect(() => {
    if (!isEnabled) return;
    window.addEventListener("keydown", press, true);
    return () => window.removeEventListener("keydown", press, true);
  }, [isEnabled]);
}
