import { encodePictures, type PicturesSent } from "../judge/encode-picture.ts";
import type { EditToScore } from "../scorer.ts";
import type { PairToJudge } from "./pair-judge.ts";

/** Data URLs of an edit as the judge sees it; `reference` is a known good result where the item has one. */
export type ShownPictures = { source: string; edit: string; reference: string | null };

/** Data URLs of a pair as the judge sees it. */
export type ShownPair = { source: string; left: string; right: string };

/** An item may carry the encoded bytes of a known good result. */

/** Source and edit, and the reference where there is one. Throws `picture_broken` or `picture_format`. */
export async function showEdit({ source, edit, reference }: EditToScore, sent: PicturesSent): Promise<ShownPictures> {
  const shown = await encodePictures(source, edit, sent);
  return { ...shown, reference: reference ? (await encodePictures(source, reference, sent)).edit : null };
}

/** Source and both edits. Throws `picture_broken` or `picture_format`. */
export async function showPair({ source, left, right }: PairToJudge, sent: PicturesSent): Promise<ShownPair> {
  const shown = await encodePictures(source, left, sent);
  return { source: shown.source, left: shown.edit, right: (await encodePictures(source, right, sent)).edit };
}
