import { readFile, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { JuxtaError } from "../errors.ts";
import { inspectPicture, MAX_PICTURE_BYTES } from "../image/inspect-picture.ts";

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

/**
 * The bytes of a picture that a line names: a data URL, or a path below `root`, which is a real path without links. Throws
 * `picture_format`, `picture_broken`, `picture_missing`, `picture_too_large` or `path_forbidden`.
 */
export async function readPictureFile(root: string, reference: string): Promise<Buffer> {
  return reference.startsWith("data:") ? decodeDataUrl(reference) : readInside(root, reference);
}

/** As `readPictureFile`, of a picture that can be decoded. Throws what `inspectPicture` throws, too. */
export async function readSoundPicture(root: string, reference: string): Promise<Buffer> {
  const bytes = await readPictureFile(root, reference);
  await inspectPicture(bytes);
  return bytes;
}
