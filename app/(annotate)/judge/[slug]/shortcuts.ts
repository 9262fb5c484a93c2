import type { SideVerdictValue } from "#lib/judgment/index.ts";
import type { Messages } from "../../../_messages/load-messages.ts";

type KeyMessage = keyof Messages["judge"]["keys"];

export type Command =
  | { kind: "answer"; value: SideVerdictValue }
  | { kind: ActionName }
  | { kind: "hold"; what: "source" | "flicker" };

export type ViewerAction = "layout" | "wipe" | "flip" | "changes" | "brightness" | "fit" | "actual-size" | "zoom-in" | "zoom-out" | "pan-left" | "pan-right" | "pan-up" | "pan-down";
export type ActionName = ViewerAction | "previous-question" | "next-question" | "take-back" | "send" | "translation" | "guide" | "report" | "help" | "pause";

/** `keys` is what is printed on the key; `does` names the message that says what it does. */
export type Shortcut = { codes: string[]; keys: string; does: KeyMessage; command: Command };

/** The page's only list of keys: what they do and what the help says come from here. Codes are physical keys. */
export const SHORTCUTS: Shortcut[] = [
  { codes: ["Digit1", "Numpad1"], keys: "1", does: "left", command: { kind: "answer", value: "left" } },
  { codes: ["Digit2", "Numpad2"], keys: "2", does: "tie", command: { kind: "answer", value: "tie" } },
  { codes: ["Digit3", "Numpad3"], keys: "3", does: "right", command: { kind: "answer", value: "right" } },
  { codes: ["Digit4", "Numpad4"], keys: "4", does: "both_bad", command: { kind: "answer", value: "both_bad" } },
  { codes: ["Digit0", "Numpad0"], keys: "0", does: "skip", command: { kind: "answer", value: "skip" } },
  { codes: ["Enter", "NumpadEnter"], keys: "Enter", does: "send", command: { kind: "send" } },
  { codes: ["Backspace"], keys: "⌫", does: "take-back", command: { kind: "take-back" } },
  { codes: ["ArrowUp"], keys: "↑", does: "previous-question", command: { kind: "previous-question" } },
  { codes: ["ArrowDown"], keys: "↓", does: "next-question", command: { kind: "next-question" } },
  { codes: ["Space"], keys: "Space", does: "source", command: { kind: "hold", what: "source" } },
  { codes: ["KeyV"], keys: "V", does: "flicker", command: { kind: "hold", what: "flicker" } },
  { codes: ["KeyX"], keys: "X", does: "flip", command: { kind: "flip" } },
  { codes: ["KeyL"], keys: "L", does: "layout", command: { kind: "layout" } },
  { codes: ["KeyW"], keys: "W", does: "wipe", command: { kind: "wipe" } },
  { codes: ["KeyC"], keys: "C", does: "changes", command: { kind: "changes" } },
  { codes: ["KeyB"], keys: "B", does: "brightness", command: { kind: "brightness" } },
  { codes: ["KeyF"], keys: "F", does: "fit", command: { kind: "fit" } },
  { codes: ["KeyZ"], keys: "Z", does: "actual-size", command: { kind: "actual-size" } },
  { codes: ["Equal", "NumpadAdd"], keys: "+", does: "zoom-in", command: { kind: "zoom-in" } },
  { codes: ["Minus", "NumpadSubtract"], keys: "−", does: "zoom-out", command: { kind: "zoom-out" } },
  { codes: ["ArrowLeft"], keys: "←", does: "pan-left", command: { kind: "pan-left" } },
  { codes: ["ArrowRight"], keys: "→", does: "pan-right", command: { kind: "pan-right" } },
  { codes: ["PageUp"], keys: "PgUp", does: "pan-up", command: { kind: "pan-up" } },
  { codes: ["PageDown"], keys: "PgDn", does: "pan-down", command: { kind: "pan-down" } },
  { codes: ["KeyT"], keys: "T", does: "translation", command: { kind: "translation" } },
  { codes: ["KeyG"], keys: "G", does: "guide", command: { kind: "guide" } },
  { codes: ["KeyR"], keys: "R", does: "report", command: { kind: "report" } },
  { codes: ["KeyP"], keys: "P", does: "pause", command: { kind: "pause" } },
  { codes: ["Slash"], keys: "?", does: "help", command: { kind: "help" } },
];

const BY_CODE = new Map(SHORTCUTS.flatMap((shortcut) => shortcut.codes.map((code) => [code, shortcut] as const)));

const PRESSING = ["Enter", "NumpadEnter", "Space"];

/** The command of a key press; null for keys of the browser and of text fields. */
export function findCommand(event: KeyboardEvent): Command | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const target = event.target;
  const isSlider = target instanceof HTMLInputElement && target.type === "range";
  if (target instanceof HTMLElement && (target.isContentEditable || (["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName) && !isSlider))) return null;
  // Arrows move a slider that has the focus; digits and letters stay the page's.
  if (isSlider && (event.code.startsWith("Arrow") || event.code.startsWith("Page"))) return null;
  // Somebody who walked to a button with Tab means that button.
  if (target instanceof HTMLButtonElement && target.matches(":focus-visible") && PRESSING.includes(event.code)) return null;
  return BY_CODE.get(event.code)?.command ?? null;
}
