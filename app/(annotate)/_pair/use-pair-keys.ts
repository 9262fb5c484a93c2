"use client";

import { useEffect, useEffectEvent } from "react";
import type { SideVerdictValue } from "#lib/judgment/index.ts";
import type { Linked } from "../../_components/viewer/use-linked-view.ts";
import type { Viewer } from "../judge/[slug]/viewer/use-viewer.ts";
import { viewerActions } from "../judge/[slug]/viewer/viewer-actions.ts";
import type { PairDraft } from "./use-pair-draft.ts";

const DIGITS: Record<string, SideVerdictValue> = { Digit1: "left", Numpad1: "left", Digit2: "tie", Numpad2: "tie", Digit3: "right", Numpad3: "right", Digit4: "both_bad", Numpad4: "both_bad", Digit0: "skip", Numpad0: "skip" };
const VIEW_KEYS = { KeyX: "flip", KeyL: "layout", KeyW: "wipe", KeyC: "changes", KeyB: "brightness", KeyF: "fit", KeyZ: "actual-size", Equal: "zoom-in", Minus: "zoom-out", ArrowLeft: "pan-left", ArrowRight: "pan-right", PageUp: "pan-up", PageDown: "pan-down" } as const;

type Keys = { draft: PairDraft; viewer: Viewer; linked: Linked; isArmed: boolean; onSend: () => void; more?: Record<string, () => void> };

function isTyping(event: KeyboardEvent): boolean {
  const { target } = event;
  return target instanceof HTMLElement && (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));
}

/** The keys of the judging page for one pair: digits answer, arrows move, Enter sends, Space and V hold. `more` adds keys by code. */
export function usePairKeys({ draft, viewer, linked, isArmed, onSend, more = {} }: Keys): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isSending = event.code === "Enter" || event.code === "NumpadEnter";
    if (isTyping(event)) return;
    if (isSending && event.target instanceof HTMLButtonElement && event.target.matches(":focus-visible")) return;
    const digit = DIGITS[event.code];
    const view = VIEW_KEYS[event.code as keyof typeof VIEW_KEYS];
    const own = more[event.code];
    if (digit) return isArmed ? draft.choose(draft.active, digit, event.shiftKey) : undefined;
    const actions: Record<string, () => void> = { ArrowUp: () => draft.move(-1), ArrowDown: () => draft.move(1), Backspace: draft.takeBack, Space: () => viewer.setHeld("source"), KeyV: () => viewer.setHeld("flicker"), ...more };
    const action = isSending ? onSend : (own ?? actions[event.code] ?? (view ? viewerActions(viewer, linked, null)[view] : undefined));
    if (!action) return;
    event.preventDefault();
    if (!event.repeat || view?.startsWith("pan") || view?.startsWith("zoom")) action();
  });
  const letGo = useEffectEvent((event: KeyboardEvent) => (event.code === "Space" || event.code === "KeyV") && viewer.setHeld("none"));
  useEffect(() => {
    const onDown = (event: KeyboardEvent) => press(event);
    const onUp = (event: KeyboardEvent) => void letGo(event);
    // A button that was clicked gives the keys back to the page.
    const onClick = (event: MouseEvent) => event.detail > 0 && document.activeElement instanceof HTMLButtonElement && document.activeElement.blur();
    window.addEventListener("keydown", onDown);
    window.addEventListener("keyup", onUp);
    window.addEventListener("click", onClick);
    return () => {
      window.removeEventListener("keydown", onDown);
      window.removeEventListener("keyup", onUp);
      window.removeEventListener("click", onClick);
    };
  }, []);
}
