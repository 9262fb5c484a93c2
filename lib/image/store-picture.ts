import { createHash, randomUUID } from "node:crypto";
import { inspectPicture, type PictureFacts } from "./inspect-picture.ts";
import { getStorage, originalKey } from "./storage.ts";

export type StoredPicture = PictureFacts & { sha256: string; byteSize: number };

/**
 * Checks a picture by its header and stores its bytes once by content. The row in `picture` is the caller's to write.
 * Throws the codes of `inspectPicture`, and `storage_full`.
 */
export async function storePictureBytes(bytes: Uint8Array): Promise<StoredPicture> {
  const facts = await inspectPicture(bytes);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const storage = getStorage();
  const key = originalKey(sha256);
  if (!(await storage.has(key))) await storage.write(key, bytes);
  return { ...facts, sha256, byteSize: bytes.length };
}

/** A fresh picture row for `createMany`; pictures that exist already keep theirs. */
export function toPictureRow(picture: StoredPicture) {
  const { sha256, byteSize, format, width, height } = picture;
  return { id: randomUUID(), sha256, byteSize, format, width, height };
}
