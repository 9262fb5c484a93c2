import sharp from "sharp";
import { JuxtaError } from "../../lib/errors.ts";
import { MAX_PIXELS } from "../../lib/image/inspect-picture.ts";
import type { PictureInput } from "./scorer-manifest.ts";

const FIT = { stretch: "fill", contain: "contain", cover: "cover" } as const;

/** Pixels at an input's size, by row, three bytes (RGB) or one (grey) each. */
export type SizedPixels = Buffer;

/** 1 or 3. */
export function channelCount({ channels }: Pick<PictureInput, "channels">): number {
  return channels === "GRAY" ? 1 : 3;
}

/**
 * Decodes an encoded picture upright, over `background` where it is transparent, at the size an input asks for. Throws
 * `picture_broken` for what cannot be decoded without errors or has over 50 megapixels.
 */
export async function decodeAtSize(bytes: Buffer, { width, height, resize, background, channels }: PictureInput): Promise<SizedPixels> {
  try {
    const upright = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: "error", sequentialRead: true }).autoOrient().flatten({ background });
    const sized = upright.resize(width, height, { fit: FIT[resize], background });
    const { data, info } = await (channels === "GRAY" ? sized.toColourspace("b-w") : sized.toColourspace("srgb")).raw().toBuffer({ resolveWithObject: true });
    if (info.channels !== channelCount({ channels })) throw new RangeError(`${info.channels} channels`);
    return data;
  } catch (cause) {
    throw new JuxtaError("picture_broken", "The picture cannot be decoded.", { cause });
  }
}

/** What each of the 256 byte values becomes, by channel in the order of the tensor. */
export type ByteTable = Float32Array[];

export function makeByteTable(input: PictureInput): ByteTable {
  if (input.type === "uint8") return [];
  const { scale, mean, std } = input;
  return Array.from({ length: channelCount(input) }, (_, channel) => {
    const [shift, divisor] = [mean[channel % mean.length] ?? 0, std[channel % std.length] ?? 1];
    return Float32Array.from({ length: 256 }, (_value, byte) => (byte * scale - shift) / divisor);
  });
}

/** Writes pixels into a tensor as its row-th picture: layout and order of channels as the input asks, floats by `table`. */
export function writePicture(pixels: SizedPixels, tensor: Float32Array | Uint8Array, row: number, input: PictureInput, table: ByteTable): void {
  const channels = channelCount(input);
  const places = input.width * input.height;
  const from = row * places * channels;
  const [across, along] = input.layout === "NCHW" ? [places, 1] : [1, channels];
  for (let channel = 0; channel < channels; channel += 1) {
    const read = input.channels === "BGR" ? 2 - channel : channel;
    const values = table[channel];
    let to = from + channel * across;
    for (let at = read; at < places * channels; at += channels) {
      const byte = pixels[at]!;
      tensor[to] = values ? values[byte]! : byte;
      to += along;
    }
  }
}
