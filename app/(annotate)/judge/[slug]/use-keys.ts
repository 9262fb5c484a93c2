"use client";

import { useEffect, useEffectEvent } from "react";
import { type Command, findCommand } from "./shortcuts.ts";

/** Listens to the page's keys. `onCommand` gets presses, `onSourceHeld` the hold and release of the source key. */
export function useKeys(isEnabled: boolean, onCommand: (command: Command, isShift: boolean) => void, onSourceHeld: (isHeld: boolean) => void): void {
  const press = useEffectEvent(onCommand);
  const hold = useEffectEvent(onSourceHeld);
  useEffect(() => {
    if (!isEnabled) return;
    const onDown = (event: KeyboardEvent) => {
      const command = findCommand(event);
      if (!command) return;
      event.preventDefault();
      if (command.kind === "source") hold(true);
      else if (!event.repeat) press(command, event.shiftKey);
    };
    const onUp = (event: KeyboardEvent) => event.code === "Space" && hold(false);
    const onBlur = () => hold(false);
    window.addEventListener("keydown", onDown);
    window.addEventListener("keyup", onUp);
    window.addEventListener("blur", onBlur);
    return () => {
      window.removeEventListener("keydown", onDown);
      window.removeEventListener("keyup", onUp);
      window.removeEventListener("blur", onBlur);
    };
  }, [isEnabled]);
}
