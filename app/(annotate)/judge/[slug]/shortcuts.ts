export type Command =
  | { kind: "digit"; digit: number }
  | { kind: ActionName }
  | { kind: "hold"; what: "source" | "flicker" };

export type ViewerAction = "layout" | "wipe" | "flip" | "changes" | "brightness" | "fit" | "actual-size" | "zoom-in" | "zoom-out" | "pan-left" | "pan-right" | "pan-up" | "pan-down";
export type ActionName = ViewerAction | "previous-question" | "next-question" | "take-back" | "send" | "same-as-above" | "keep" | "history" | "guide" | "report" | "help" | "pause";

export type Shortcut = { codes: string[]; keys: string; does: string; command: Command };

/** The page's only list of keys: what they do and what the help says come from here. Codes are physical keys. */
export const SHORTCUTS: Shortcut[] = [
  { codes: ["Digit1", "Numpad1"], keys: "1", does: "A is better (with Shift: clearly)", command: { kind: "digit", digit: 1 } },
  { codes: ["Digit2", "Numpad2"], keys: "2", does: "Equal", command: { kind: "digit", digit: 2 } },
  { codes: ["Digit3", "Numpad3"], keys: "3", does: "B is better (with Shift: clearly)", command: { kind: "digit", digit: 3 } },
  { codes: ["Digit4", "Numpad4"], keys: "4", does: "Both bad", command: { kind: "digit", digit: 4 } },
  { codes: ["Digit0", "Numpad0"], keys: "0", does: "Cannot tell", command: { kind: "digit", digit: 0 } },
  ...[5, 6, 7, 8, 9].map((digit): Shortcut => ({ codes: [`Digit${digit}`, `Numpad${digit}`], keys: String(digit), does: "", command: { kind: "digit", digit } })),
  { codes: ["Enter", "NumpadEnter"], keys: "Enter", does: "Send, and see the next one", command: { kind: "send" } },
  { codes: ["KeyS"], keys: "S", does: "Ranking: the same as the question above", command: { kind: "same-as-above" } },
  { codes: ["KeyH"], keys: "H", does: "Your answers", command: { kind: "history" } },
  { codes: ["Escape"], keys: "Esc", does: "Leave a text field; keep an earlier answer as it was", command: { kind: "keep" } },
  { codes: ["Backspace"], keys: "⌫", does: "Take the last answer back; with none given, go back to what was sent last", command: { kind: "take-back" } },
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

/** What the help says beyond one key each. */
export const NOTES: { keys: string; does: string }[] = [
  { keys: "M", does: "Marking faults on and off. While it is on: N a new box, T the next type, [ ] the brush, arrows move the chosen box and with Shift resize it, Del removes it, Ctrl+Z takes back" },
  { keys: "0–9", does: "On a scale: that number, and on to the next. Shift+0 is 10" },
  { keys: "1–9 |", does: "In a ranking: best first, | or , between tiers: 3|12|45" },
  { keys: "⇧1–9", does: "In a ranking: that picture large, and small again. V then takes it and the source in turn" },
  { keys: "Ctrl+⏎", does: "Send from a text field (⌘+⏎ on a Mac)" },
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
  // Somebody who walked to a button or a box with Tab means that one.
  if ((target instanceof HTMLButtonElement || (target instanceof HTMLInputElement && !isSlider)) && target.matches(":focus-visible") && PRESSING.includes(event.code)) return null;
  return BY_CODE.get(event.code)?.command ?? null;
}
