import type { SideVerdictValue } from "#lib/judgment/index.ts";

export type Command =
  | { kind: "answer"; value: SideVerdictValue }
  | { kind: "previous-question" | "next-question" | "take-back" | "send" | "source" | "layout" | "fit" | "zoom-in" | "zoom-out" | "guide" | "report" | "help" | "pause" };

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
  { codes: ["Space"], keys: "Space", does: "Hold: the source in place of A and B", command: { kind: "source" } },
  { codes: ["KeyL"], keys: "L", does: "Layout: with the source, or A and B large", command: { kind: "layout" } },
  { codes: ["KeyF"], keys: "F", does: "Fit the pictures", command: { kind: "fit" } },
  { codes: ["Equal", "NumpadAdd"], keys: "+", does: "Zoom in (also: wheel, pinch)", command: { kind: "zoom-in" } },
  { codes: ["Minus", "NumpadSubtract"], keys: "−", does: "Zoom out", command: { kind: "zoom-out" } },
  { codes: ["KeyG"], keys: "G", does: "Guide", command: { kind: "guide" } },
  { codes: ["KeyR"], keys: "R", does: "Give back: a problem with the pictures", command: { kind: "report" } },
  { codes: ["KeyP"], keys: "P", does: "Pause", command: { kind: "pause" } },
  { codes: ["Slash"], keys: "?", does: "This list", command: { kind: "help" } },
];

const BY_CODE = new Map(SHORTCUTS.flatMap((shortcut) => shortcut.codes.map((code) => [code, shortcut] as const)));

/** The command of a key press; null for keys of the browser and of text fields. */
export function findCommand(event: KeyboardEvent): Command | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const target = event.target;
  if (target instanceof HTMLElement && (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName))) return null;
  return BY_CODE.get(event.code)?.command ?? null;
}
