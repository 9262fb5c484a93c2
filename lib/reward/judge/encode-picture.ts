import sharp from "sharp";
import { JuxtaError } from "../../errors.ts";
import { MAX_PIXELS, sniffFormat } from "../../image/inspect-picture.ts";

export type PicturesSent = "resized" | "own_size" | "originals";
/** Data URLs. */
export type ShownPictures = { source: string; edit: string };

const JPEG_QUALITY = 75;
type Raw = { data: Buffer; width: number; height: number };

/** Upright RGB. Transparency is dropped, not blended, as a conversion to RGB does elsewhere. */
async function decode(bytes: Buffer): Promise<Raw> {
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: "error" }).autoOrient().removeAlpha().toColourspace("srgb").raw().toBuffer({ resolveWithObject: true });
    if (info.channels !== 3) throw new RangeError(`${info.channels} channels`);
    return { data, width: info.width, height: info.height };
  } catch (cause) {
    throw new JuxtaError("picture_broken", "The picture cannot be decoded.", { cause });
  }
}

async function toJpegUrl({ data, width, height }: Raw, size?: { width: number; height: number }): Promise<string> {
  const picture = sharp(data, { raw: { width, height, channels: 3 } });
  if (size && (size.width !== width || size.height !== height)) picture.resize(size.width, size.height, { fit: "fill", kernel: "cubic" });
  const jpeg = await picture.jpeg({ quality: JPEG_QUALITY, chromaSubsampling: "4:2:0" }).toBuffer();
  return `data:image/jpeg;base64,${jpeg.toString("base64")}`;
}

function toOriginalUrl(bytes: Buffer): string {
  const format = sniffFormat(bytes);
  if (!format) throw new JuxtaError("picture_format", "This is not a JPEG, PNG or WebP picture.", { status: 415 });
  return `data:image/${format};base64,${bytes.toString("base64")}`;
}

/**
 * Both pictures as a judge gets them: JPEG at quality 75 with 4:2:0 chroma, upright, the edit brought to the source's exact
 * width and height (`resized`) or left in its own (`own_size`); or the files byte for byte (`originals`).
 * Throws `picture_broken` or `picture_format`.
 */
export async function encodePictures(source: Buffer, edit: Buffer, sent: PicturesSent): Promise<ShownPictures> {
  if (sent === "originals") return { source: toOriginalUrl(source), edit: toOriginalUrl(edit) };
  const [first, second] = await Promise.all([decode(source), decode(edit)]);
  return { source: await toJpegUrl(first), edit: await toJpegUrl(second, sent === "resized" ? first : undefined) };
}
