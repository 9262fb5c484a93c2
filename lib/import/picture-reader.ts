import { readFile, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { JuxtaError } from "../errors.ts";
import { MAX_PICTURE_BYTES, type StoredPicture, storePictureBytes } from "../image/index.ts";

const REMEMBERED = 200_000;
const DATA_URL = /^data:image\/[a-z0-9.+-]+;base64,/i;

function decodeDataUrl(reference: string): Buffer {
  const comma = reference.indexOf(",");
  if (!DATA_URL.test(reference.slice(0, comma + 1))) throw new JuxtaError("picture_format", "The data URL must be data:image/…;base64,…");
  const bytes = Buffer.from(reference.slice(comma + 1), "base64");
  if (bytes.length === 0) throw new JuxtaError("picture_broken", "The data URL holds no picture.");
  return bytes;
}

/** A file inside `root`, also after links are followed; everything else is refused before it is opened. */
async function readInside(root: string, reference: string): Promise<Buffer> {
  if (reference.includes("\0") || path.isAbsolute(reference) || /^[a-z]+:/i.test(reference) || reference.split(/[\\/]/).includes("..")) {
    throw new JuxtaError("path_forbidden", "Give a path below the file's folder, without .. and not absolute, or a data URL.");
  }
  const real = await realpath(path.join(root, reference)).catch(() => {
    throw new JuxtaError("picture_missing", `There is no file ${reference}.`);
  });
  if (!real.startsWith(root + path.sep)) throw new JuxtaError("path_forbidden", `${reference} leads out of the file's folder.`);
  const facts = await stat(real);
  if (!facts.isFile()) throw new JuxtaError("picture_missing", `${reference} is not a file.`);
  if (facts.size > MAX_PICTURE_BYTES) throw new JuxtaError("picture_too_large", `${reference} has ${facts.size} bytes; at most ${MAX_PICTURE_BYTES} are accepted.`);
  return readFile(real);
}

export type PictureReader = (reference: string) => Promise<StoredPicture>;

/** Stores the pictures that lines refer to. A path that many lines name is read and hashed once. */
export async function createPictureReader(folder: string): Promise<PictureReader> {
  const root = await realpath(folder);
  const known = new Map<string, Promise<StoredPicture>>();
  return (reference) => {
    if (reference.startsWith("data:")) return (async () => storePictureBytes(decodeDataUrl(reference)))();
    let stored = known.get(reference);
    if (!stored) {
      stored = readInside(root, reference).then(storePictureBytes);
      stored.catch(() => known.delete(reference));
      if (known.size >= REMEMBERED) known.clear();
      known.set(reference, stored);
    }
    return stored;
  };
}
