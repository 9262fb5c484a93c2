import sharp from "sharp";
import { JuxtaError } from "../../lib/errors.ts";
import type { Pixels } from "../../lib/image/align.ts";
import { MAX_PIXELS } from "../../lib/image/inspect-picture.ts";

/** Longest side at which fine detail (noise, blocks, sharpness) is measured; larger pictures are scaled down first. */
const LONGEST_SIDE = 1024;

/** Pixels at most 1024 on the longest side, and the size the picture had. */
export type ReadPicture = Pixels & { original: { width: number; height: number } };

/**
 * Decodes an encoded picture to upright opaque sRGB pixels, transparency over grey. Throws JuxtaError `picture_broken` for
 * anything that cannot be decoded without errors or has over 50 megapixels.
 */
export async function readPicture(bytes: Buffer): Promise<ReadPicture> {
  try {
    const picture = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: "error" });
    const { autoOrient } = await picture.metadata();
    const { data, info } = await picture
      .autoOrient()
      .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#808080" })
      .toColourspace("srgb")
      .raw()
      .toBuffer({ resolveWithObject: true });
    if (info.channels !== 3) throw new RangeError(`${info.channels} channels`);
    return { data, width: info.width, height: info.height, original: { width: autoOrient.width, height: autoOrient.height } };
  } catch (cause) {
    throw new JuxtaError("picture_broken", "The picture cannot be decoded.", { cause });
  }
}
