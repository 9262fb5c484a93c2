import type { JudgingView, ShownEdit } from "#lib/judgment/index.ts";
import { fitInFrame, type Frame, makeFrame, placeInFrame, WHOLE } from "../../../../_components/viewer/frame.ts";
import type { PlacedPicture } from "../../../../_components/viewer/picture-pane.tsx";
import type { Translate } from "../../../../_messages/translate.ts";

export type PlacedComparison = { frame: Frame; sources: PlacedPicture[]; left: PlacedPicture; right: PlacedPicture };

/** Source and edits in one frame, so that the same place of the scene is at the same place of every pane. */
export function placePictures({ sources, left, right }: JudgingView, s: Translate<"shell">): PlacedComparison {
  const first = sources[0] ?? left;
  const frame = makeFrame(first, [left.covered, right.covered]);
  const placeEdit = (edit: ShownEdit, name: string): PlacedPicture => ({ ...edit, name, place: placeInFrame(frame, edit.covered) });
  return {
    frame,
    sources: sources.map((source, index) => ({ ...source, name: sources.length > 1 ? s("viewer.sourceNumber", { number: index + 1 }) : s("viewer.source"), place: index === 0 ? placeInFrame(frame, WHOLE) : fitInFrame(frame, source) })),
    left: placeEdit(left, "A"),
    right: placeEdit(right, "B"),
  };
}

/** Names the size of an edit, and how it was fitted, where it differs from the source's. */
export function sizeNote(edit: ShownEdit, t: Translate<"judge">): string | undefined {
  return edit.method === "same" ? undefined : `${edit.width}×${edit.height}, ${t(`methods.${edit.method}`)}`;
}
