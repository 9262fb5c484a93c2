"use client";

import { useEffect, useEffectEvent } from "react";
import { type Command, findCommand } from "./shortcuts.ts";

/** Commands that go on while their key is down. */
const REPEATING: Command["kind"][] = ["pan-left", "pan-right", "pan-up", "pan-down", "zoom-in", "zoom-out"];

export type Pressed = Exclude<Command, { kind: "hold" }>;

/** Listens to the page's keys. `onCommand` gets presses, `onHold` what a held key asks for, and null when it is let go. */
export function useKeys(isEnabled: boolean, onCommand: (command: Pressed, isShift: boolean) => void, onHold: (what: "source" | "flicker" | null) => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const command = isEnabled ? findCommand(event) : null;
    if (!command) return;
    event.preventDefault();
    if (command.kind === "hold") return event.repeat ? undefined : onHold(command.what);
    if (!event.repeat || REPEATING.includes(command.kind)) onCommand(command, event.shiftKey);
  });
  const letGo = useEffectEvent((event: KeyboardEvent) => findCommand(event)?.kind === "hold" && onHold(null));
  const leave = useEffectEvent(() => onHold(null));
  // Always attached: a key that comes right after the pictures must not fall between two listeners.
  useEffect(() => {
    const onDown = (event: KeyboardEvent) => press(event);
    const onUp = (event: KeyboardEvent) => letGo(event);
    const onBlur = () => leave();
    // A button that was clicked gives the keys back to the page.
    const onClick = (event: MouseEvent) => event.detail > 0 && document.activeElement instanceof HTMLButtonElement && document.activeElement.blur();
    window.addEventListener("click", onClick);
    window.addEventListener("keydown", onDown);
    window.addEventListener("keyup", onUp);
    window.addEventListener("blur", onBlur);
    return () => {
      window.removeEventListener("click", onClick);
      window.removeEventListener("keydown", onDown);
      window.removeEventListener("keyup", onUp);
      window.removeEventListener("blur", onBlur);
    };
  }, []);
}
