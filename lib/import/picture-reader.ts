import { realpath } from "node:fs/promises";
import { type StoredPicture, storePictureBytes } from "../image/index.ts";
import { readPictureFile } from "./read-picture-file.ts";

const REMEMBERED = 200_000;

export type PictureReader = (reference: string) => Promise<StoredPicture>;

/** Stores the pictures that lines refer to. A path that many lines name is read and hashed once. */
export async function createPictureReader(folder: string): Promise<PictureReader> {
  const root = await realpath(folder);
  const known = new Map<string, Promise<StoredPicture>>();
  return (reference) => {
    if (reference.startsWith("data:")) return readPictureFile(root, reference).then(storePictureBytes);
    let stored = known.get(reference);
    if (!stored) {
      stored = readPictureFile(root, reference).then(storePictureBytes);
      stored.catch(() => known.delete(reference));
      if (known.size >= REMEMBERED) known.clear();
      known.set(reference, stored);
    }
    return stored;
  };
}
