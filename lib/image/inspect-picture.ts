import sharp from "sharp";
import { JuxtaError } from "../errors.ts";

/** Larger pictures are refused before they are decoded. */
export const MAX_PIXELS = 50_000_000;
export const MAX_PICTURE_BYTES = 64 * 1024 * 1024;

export type PictureFormat = "jpeg" | "png" | "webp";
/** Width and height are those after EXIF orientation, in pixels. */
export type PictureFacts = { format: PictureFormat; width: number; height: number };

/** The format by its first bytes, whatever the file is called; null for anything that is not accepted. */
export function sniffFormat(bytes: Uint8Array): PictureFormat | null {
  const at = (offset: number, text: string) => Buffer.from(bytes.buffer, bytes.byteOffset + offset, text.length).toString("latin1") === text;
  if (bytes.length < 16) return null;
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return "jpeg";
  if (at(0, "\x89PNG\r\n\x1a\n")) return "png";
  if (at(0, "RIFF") && at(8, "WEBP")) return "webp";
  return null;
}

const END_OF_JPEG = Buffer.from([0xff, 0xd9]);

/** A cheap check that the end of the picture is there, whatever a camera put behind it; a full decode may still find damage. */
function endsProperly(bytes: Uint8Array, format: PictureFormat): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (format === "png") return view.lastIndexOf("IEND") > 0;
  if (format === "webp") return new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true) + 8 <= bytes.length + 1;
  return view.lastIndexOf(END_OF_JPEG) > 0;
}

/**
 * Format and size from the header alone. Throws `picture_format` (not JPEG, PNG or WebP, or animated),
 * `picture_too_large` (over 50 megapixels or 64 MiB) or `picture_broken`.
 */
export async function inspectPicture(bytes: Uint8Array): Promise<PictureFacts> {
  if (bytes.length > MAX_PICTURE_BYTES) throw new JuxtaError("picture_too_large", `The file has ${bytes.length} bytes; at most ${MAX_PICTURE_BYTES} are accepted.`);
  const format = sniffFormat(bytes);
  if (!format) throw new JuxtaError("picture_format", "This is not a JPEG, PNG or WebP picture.", { status: 415 });
  const metadata = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch((cause: unknown) => {
      throw new JuxtaError("picture_broken", "The picture's header cannot be read.", { cause });
    });
  if ((metadata.pages ?? 1) > 1) throw new JuxtaError("picture_format", "Animated pictures are not accepted.", { status: 415 });
  const { width, height } = metadata.autoOrient;
  if (width * height > MAX_PIXELS) throw new JuxtaError("picture_too_large", `The picture has ${width} × ${height} pixels; at most 50 megapixels are accepted.`);
  if (!endsProperly(bytes, format)) throw new JuxtaError("picture_broken", "The picture file is cut off.");
  return { format, width, height };
}
