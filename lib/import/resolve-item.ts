import { JuxtaError } from "../errors.ts";
import type { StoredPicture } from "../image/index.ts";
import { fingerprintItem, type LineProblem, type ParsedCandidate, type ParsedItem } from "./item-line.ts";
import type { PictureReader } from "./picture-reader.ts";

/** An item whose pictures are all stored. */
export type ResolvedItem = Omit<ParsedItem, "candidates"> & {
  fingerprint: string;
  sourcePictures: StoredPicture[];
  referencePicture: StoredPicture | null;
  candidates: (ParsedCandidate & { picture: StoredPicture })[];
};

async function readOrExplain(read: PictureReader, line: number, field: string, reference: string, problems: LineProblem[]): Promise<StoredPicture | null> {
  try {
    return await read(reference);
  } catch (error) {
    // A full disk or a lost folder is not the line's fault: it stops the import.
    if (!(error instanceof JuxtaError) || error.status >= 500) throw error;
    problems.push({ line, field, code: error.code, message: error.message });
    return null;
  }
}

/** Reads the pictures of one item; any that cannot be taken refuses the item as a whole. */
export async function resolveItem(item: ParsedItem, read: PictureReader): Promise<{ item: ResolvedItem } | { problems: LineProblem[] }> {
  const problems: LineProblem[] = [];
  const sourcePictures: StoredPicture[] = [];
  for (const [index, reference] of item.sources.entries()) {
    const picture = await readOrExplain(read, item.line, item.sources.length === 1 ? "source" : `sources[${index}]`, reference, problems);
    if (picture) sourcePictures.push(picture);
  }
  const referencePicture = item.reference === null ? null : await readOrExplain(read, item.line, "reference", item.reference, problems);
  const candidates: ResolvedItem["candidates"] = [];
  for (const [index, candidate] of item.candidates.entries()) {
    const picture = await readOrExplain(read, item.line, `candidates[${index}].image`, candidate.image, problems);
    if (picture) candidates.push({ ...candidate, picture });
  }
  if (problems.length > 0) return { problems };
  const fingerprint = fingerprintItem(item, sourcePictures.map((picture) => picture.sha256), referencePicture?.sha256 ?? null);
  return { item: { ...item, fingerprint, sourcePictures, referencePicture, candidates } };
}
