import sharp from "sharp";
import { getDb } from "../db.ts";
import { log } from "../log.ts";
import { MAX_PIXELS } from "./inspect-picture.ts";
import { measureSharpness } from "./measure-sharpness.ts";
import { getStorage, originalKey } from "./storage.ts";

const AT_ONCE = 50;

/**
 * Measures pictures that were derived before there was a sharpness, one after the other; safe to run again, and beside another
 * worker. A file that is gone is passed over. Returns how many were measured.
 */
export async function measureMissingSharpness(signal?: AbortSignal): Promise<number> {
  const storage = getStorage();
  let measured = 0;
  for (let after: string | undefined; !signal?.aborted; ) {
    const pictures = await getDb().picture.findMany({ where: { state: "READY", sharpness: null, ...(after === undefined ? {} : { id: { gt: after } }) }, orderBy: { id: "asc" }, take: AT_ONCE, select: { id: true, sha256: true } });
    for (const { id, sha256 } of pictures) {
      if (signal?.aborted) return measured;
      try {
        const bytes = await storage.read(originalKey(sha256));
        const sharpness = await measureSharpness(sharp(bytes, { limitInputPixels: MAX_PIXELS }).autoOrient().toColourspace("srgb"));
        await getDb().picture.updateMany({ where: { id, sharpness: null }, data: { sharpness } });
        measured += 1;
      } catch (error) {
        log.warn({ err: error, picture: id }, "sharpness not measured");
      }
    }
    after = pictures.at(-1)?.id;
    if (after === undefined) return measured;
  }
  return measured;
}
