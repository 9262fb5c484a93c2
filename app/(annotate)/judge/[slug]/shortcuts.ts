import type { Messages } from "next-intl";

export type Command =
  | { kind: "digit"; digit: number }
  | { kind: ActionName }
  | { kind: "hold"; what: "source" | "flicker" };

export type ViewerAction = "layout" | "wipe" | "flip" | "changes" | "brightness" | "fit" | "actual-size" | "zoom-in" | "zoom-out" | "pan-left" | "pan-right" | "pan-up" | "pan-down";
export type ActionName = ViewerAction | "previous-question" | "next-question" | "take-back" | "send" | "same-as-above" | "keep" | "history" | "translation" | "guide" | "report" | "help" | "pause";

/** What the help says of a key: a message of the area judge, under `keys`. */
export type Does = keyof Messages["judge"]["keys"];
/** `does` null: the help leaves it out. */
export type Shortcut = { codes: string[]; keys: string; does: Does | null; command: Command };

/** The page's only list of keys: what they do and what the help says come from here. Codes are physical keys. */
export const SHORTCUTS: Shortcut[] = [
  { codes: ["Digit1", "Numpad1"], keys: "1", does: "left", command: { kind: "digit", digit: 1 } },
  { codes: ["Digit2", "Numpad2"], keys: "2", does: "tie", command: { kind: "digit", digit: 2 } },
  { codes: ["Digit3", "Numpad3"], keys: "3", does: "right", command: { kind: "digit", digit: 3 } },
  { codes: ["Digit4", "Numpad4"], keys: "4", does: "both_bad", command: { kind: "digit", digit: 4 } },
  { codes: ["Digit0", "Numpad0"], keys: "0", does: "skip", command: { kind: "digit", digit: 0 } },
  ...[5, 6, 7, 8, 9].map((digit): Shortcut => ({ codes: [`Digit${digit}`, `Numpad${digit}`], keys: String(digit), does: null, command: { kind: "digit", digit } })),
  { codes: ["Enter", "NumpadEnter"], keys: "Enter", does: "send", command: { kind: "send" } },
  { codes: ["KeyS"], keys: "S", does: "same-as-above", command: { kind: "same-as-above" } },
  { codes: ["KeyH"], keys: "H", does: "history", command: { kind: "history" } },
  { codes: ["Escape"], keys: "Esc", does: "keep", command: { kind: "keep" } },
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

/** What the help says beyond one key each. */
export const NOTES: { keys: string; does: Does }[] = [
  { keys: "M", does: "marking" },
  { keys: "0–9", does: "scale" },
  { keys: "1–9 |", does: "ranking" },
  { keys: "⇧1–9", does: "enlarge" },
  { keys: "Ctrl+⏎", does: "send-from-field" },
];

const PRESSING = ["Enter", "NumpadEnter", "Space"];
/** Keys that edit a field of tiers; all others stay the page's. */
const TIER_KEYS = /^[1-9|,.>]$|^(Delete|ArrowLeft|ArrowRight|Home|End|Tab)$/;
const SEND: Command = { kind: "send" };

function isTextField(target: EventTarget | null): target is HTMLElement {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ["TEXTAREA", "SELECT"].includes(target.tagName) || (target instanceof HTMLInputElement && !["range", "checkbox", "radio"].includes(target.type));
}

/** In a field the page keeps but a few keys: Ctrl+Enter sends, Enter and Escape leave a line of text. */
function findFieldCommand(event: KeyboardEvent, field: HTMLElement): Command | null {
  const isEnter = event.code === "Enter" || event.code === "NumpadEnter";
  if (isEnter && (event.ctrlKey || event.metaKey)) return SEND;
  if (field.dataset.tiers !== undefined) {
    const isTyping = TIER_KEYS.test(event.key) || (event.key === "Backspace" && (field as HTMLInputElement).value !== "");
    return isTyping || event.ctrlKey || event.metaKey || event.altKey ? null : (BY_CODE.get(event.code)?.command ?? null);
  }
  if (event.key === "Escape" || (isEnter && field instanceof HTMLInputElement)) {
    field.blur();
    event.preventDefault();
  }
  return null;
}

/** The command of a key press; null for keys of the browser and of text fields. */
export function findCommand(event: KeyboardEvent): Command | null {
  const target = event.target;
  if (isTextField(target)) return findFieldCommand(event, target);
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const isSlider = target instanceof HTMLInputElement && target.type === "range";
  // Arrows move a slider that has the focus; digits and letters stay the page's.
  if (isSlider && (event.code.startsWith("Arrow") || event.code.startsWith("Page"))) return null;
  // Somebody who walked to a button, a link or a box with Tab means that one.
  if ((target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement || (target instanceof HTMLInputElement && !isSlider)) && target.matches(":focus-visible") && PRESSING.includes(event.code)) return null;
  return BY_CODE.get(event.code)?.command ?? null;
}
