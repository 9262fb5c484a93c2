import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { JudgingView, ShownEdit, ShownSource } from "#lib/judgment/index.ts";
import { fitInFrame, type Frame, makeFrame, placeInFrame, WHOLE } from "../../../../_components/viewer/frame.ts";
import type { PlacedPicture } from "../../../../_components/viewer/picture-pane.tsx";

/** `edits` from left to right: A and B, or the places 1 to 9 of a ranking. */
export type PlacedComparison = { frame: Frame; sources: PlacedPicture[]; edits: PlacedPicture[] };

/** What an edit is called on the page: a letter in a pair, its place in a ranking. */
export function nameOfEdit(index: number, isRanking: boolean): string {
  return isRanking ? String(index + 1) : index === 0 ? "A" : "B";
}

/** Source and edits in one frame, so that the same place of the scene is at the same place of every pane. */
function placePictures({ sources, edits }: JudgingView, isRanking: boolean, nameOfSource: (source: ShownSource, index: number) => string): PlacedComparison {
  const first = sources[0] ?? edits[0] ?? { width: 1, height: 1 };
  const frame = makeFrame(first, edits.map((edit) => edit.covered));
  const placeEdit = (edit: ShownEdit, name: string): PlacedPicture => ({ ...edit, name, place: placeInFrame(frame, edit.covered) });
  return {
    frame,
    sources: sources.map((source, index) => ({ ...source, name: nameOfSource(source, index), place: index === 0 ? placeInFrame(frame, WHOLE) : fitInFrame(frame, source) })),
    edits: edits.map((edit, index) => placeEdit(edit, nameOfEdit(index, isRanking))),
  };
}

/** The pictures of a comparison under the names that the reader's language has for them. */
export function usePlacedPictures(comparison: JudgingView, isRanking = false): PlacedComparison {
  const t = useTranslations("shell.viewer");
  return useMemo(() => placePictures(comparison, isRanking, (source, index) => (source.isReference ? t("reference") : comparison.sources.filter(({ isReference }) => !isReference).length > 1 ? t("sourceNumber", { number: index + 1 }) : t("source"))), [comparison, isRanking, t]);
}

/** Names the size of an edit, and how it was fitted, where it differs from the source's. */
export function useSizeNote(): (edit: ShownEdit) => string | undefined {
  const t = useTranslations("judge");
  return ({ method, width, height }) => (method === "same" ? undefined : t("viewer.fitted", { size: `${width}×${height}`, method: t(`methods.${method}`) }));
}
