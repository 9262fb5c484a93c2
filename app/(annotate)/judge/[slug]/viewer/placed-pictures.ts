import type { JudgingView, ShownEdit } from "#lib/judgment/index.ts";
import { fitInFrame, type Frame, makeFrame, placeInFrame, WHOLE } from "../../../../_components/viewer/frame.ts";
import type { PlacedPicture } from "../../../../_components/viewer/picture-pane.tsx";

/** `edits` from left to right: A and B, or the places 1 to 9 of a ranking. */
export type PlacedComparison = { frame: Frame; sources: PlacedPicture[]; edits: PlacedPicture[] };

/** What an edit is called on the page: a letter in a pair, its place in a ranking. */
export function nameOfEdit(index: number, isRanking: boolean): string {
  return isRanking ? String(index + 1) : index === 0 ? "A" : "B";
}

/** Source and edits in one frame, so that the same place of the scene is at the same place of every pane. */
export function placePictures({ sources, edits }: JudgingView, isRanking = false): PlacedComparison {
  const first = sources[0] ?? edits[0] ?? { width: 1, height: 1 };
  const frame = makeFrame(first, edits.map((edit) => edit.covered));
  const placeEdit = (edit: ShownEdit, name: string): PlacedPicture => ({ ...edit, name, place: placeInFrame(frame, edit.covered) });
  return {
    frame,
    sources: sources.map((source, index) => ({ ...source, name: sources.length > 1 ? `Source ${index + 1}` : "Source", place: index === 0 ? placeInFrame(frame, WHOLE) : fitInFrame(frame, source) })),
    edits: edits.map((edit, index) => placeEdit(edit, nameOfEdit(index, isRanking))),
  };
}

const METHOD_NOTES: Record<ShownEdit["method"], string> = { same: "", scaled: "scaled", cropped: "cropped", padded: "with borders", stretched: "stretched" };

/** Names the size of an edit, and how it was fitted, where it differs from the source's. */
export function sizeNote(edit: ShownEdit): string | undefined {
  return edit.method === "same" ? undefined : `${edit.width}×${edit.height}, ${METHOD_NOTES[edit.method]}`;
}
