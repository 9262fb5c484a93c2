import type { SideVerdictValue } from "#lib/judgment/index.ts";

export type Command =
  | { kind: "answer"; value: SideVerdictValue }
  | { kind: ActionName }
  | { kind: "hold"; what: "source" | "flicker" };

export type ViewerAction = "layout" | "wipe" | "flip" | "changes" | "brightness" | "fit" | "actual-size" | "zoom-in" | "zoom-out" | "pan-left" | "pan-right" | "pan-up" | "pan-down";
export type ActionName = ViewerAction | "previous-question" | "next-question" | "take-back" | "send" | "guide" | "report" | "help" | "pause";

export type Shortcut = { codes: string[]; keys: string; does: string; command: Command };

/** The page's only list of keys: what they do and what the help says come from here. Codes are physical keys. */
export const SHORTCUTS: Shortcut[] = [
  { codes: ["Digit1", "Numpad1"], keys: "1", does: "A is better (with Shift: clearly)", command: { kind: "answer", value: "left" } },
  { codes: ["Digit2", "Numpad2"], keys: "2", does: "Equal", command: { kind: "answer", value: "tie" } },
  { codes: ["Digit3", "Numpad3"], keys: "3", does: "B is better (with Shift: clearly)", command: { kind: "answer", value: "right" } },
  { codes: ["Digit4", "Numpad4"], keys: "4", does: "Both bad", command: { kind: "answer", value: "both_bad" } },
  { codes: ["Digit0", "Numpad0"], keys: "0", does: "Cannot tell", command: { kind: "answer", value: "skip" } },
  { codes: ["Enter", "NumpadEnter"], keys: "Enter", does: "Send, and see the next one", command: { kind: "send" } },
  { codes: ["Backspace"], keys: "⌫", does: "Take the last answer back", command: { kind: "take-back" } },
  { codes: ["ArrowUp"], keys: "↑", does: "Question above", command: { kind: "previous-question" } },
  { codes: ["ArrowDown"], keys: "↓", does: "Question below", command: { kind: "next-question" } },
  { codes: ["Space"], keys: "Space", does: "Hold: the source in place of A and B", command: { kind: "hold", what: "source" } },
  { codes: ["KeyV"], keys: "V", does: "Hold: A and B in turn at the same place", command: { kind: "hold", what: "flicker" } },
  { codes: ["KeyX"], keys: "X", does: "A and B change places", command: { kind: "flip" } },
  { codes: ["KeyL"], keys: "L", does: "Layout: three, two, one, wipe", command: { kind: "layout" } },
  { codes: ["KeyW"], keys: "W", does: "Wipe between A and B", command: { kind: "wipe" } },
  { codes: ["KeyC"], keys: "C", does: "Mark what changed against the source", command: { kind: "changes" } },
  { codes: ["KeyB"], keys: "B", does: "Brighter, for dark areas", command: { kind: "brightness" } },
  { codes: ["KeyF"], keys: "F", does: "Fit the pictures", command: { kind: "fit" } },
  { codes: ["KeyZ"], keys: "Z", does: "Actual size: one pixel on one pixel", command: { kind: "actual-size" } },
  { codes: ["Equal", "NumpadAdd"], keys: "+", does: "Zoom in (also: wheel, pinch)", command: { kind: "zoom-in" } },
  { codes: ["Minus", "NumpadSubtract"], keys: "−", does: "Zoom out", command: { kind: "zoom-out" } },
  { codes: ["ArrowLeft"], keys: "←", does: "Move to the left (also: drag)", command: { kind: "pan-left" } },
  { codes: ["ArrowRight"], keys: "→", does: "Move to the right", command: { kind: "pan-right" } },
  { codes: ["PageUp"], keys: "PgUp", does: "Move up", command: { kind: "pan-up" } },
  { codes: ["PageDown"], keys: "PgDn", does: "Move down", command: { kind: "pan-down" } },
  { codes: ["KeyG"], keys: "G", does: "Guide", command: { kind: "guide" } },
  { codes: ["KeyR"], keys: "R", does: "Give back: a problem with the pictures", command: { kind: "report" } },
  { codes: ["KeyP"], keys: "P", does: "Pause", command: { kind: "pause" } },
  { codes: ["Slash"], keys: "?", does: "This list", command: { kind: "help" } },
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
