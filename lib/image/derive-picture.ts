import sharp, { type OutputInfo } from "sharp";
import { getDb } from "../db.ts";
import { JuxtaError, notFound } from "../errors.ts";
import type { Picture } from "../generated/prisma/client.ts";
import { MAX_PIXELS } from "./inspect-picture.ts";
import { measureSharpness } from "./measure-sharpness.ts";
import { computePerceptualHash } from "./perceptual-hash.ts";
import { derivativeKey, getStorage, originalKey, type PictureVariant } from "./storage.ts";

const LONGEST_SIDE: Record<PictureVariant, number> = { view: 2048, thumb: 320 };
const QUALITY: Record<PictureVariant, number> = { view: 88, thumb: 78 };
const DECODE_SECONDS = 30;

/** Decodes once: upright, sRGB, without metadata; every derivative is made from these pixels. */
async function decode(bytes: Buffer): Promise<{ data: Buffer; info: OutputInfo }> {
  try {
    return await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: "error" })
      .timeout({ seconds: DECODE_SECONDS })
      .autoOrient()
      .toColourspace("srgb")
      .raw()
      .toBuffer({ resolveWithObject: true });
  } catch (cause) {
    throw new JuxtaError("picture_broken", "The picture cannot be decoded; the file is damaged.", { cause });
  }
}

async function writeDerivatives(picture: Picture): Promise<{ perceptualHash: bigint; sharpness: number }> {
  const storage = getStorage();
  const { data, info } = await decode(await storage.read(originalKey(picture.sha256)));
  const pixels = sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
  for (const variant of ["view", "thumb"] as const) {
    const side = LONGEST_SIDE[variant];
    const webp = await pixels.clone().resize(side, side, { fit: "inside", withoutEnlargement: true }).webp({ quality: QUALITY[variant], effort: 2 }).toBuffer();
    await storage.write(derivativeKey(picture.sha256, variant), webp);
  }
  return { perceptualHash: await computePerceptualHash(pixels), sharpness: await measureSharpness(pixels) };
}

/**
 * Makes the WebP derivatives, the perceptual hash and the sharpness of a picture and marks it READY, or FAILED with a code when it
 * cannot be decoded. Running it again changes nothing. Returns the row as it stands.
 */
export async function derivePicture(pictureId: string): Promise<Picture> {
  const db = getDb();
  const picture = await db.picture.findUnique({ where: { id: pictureId } });
  if (!picture) throw notFound("There is no such picture.");
  if (picture.state !== "PENDING") return picture;
  try {
    const facts = await writeDerivatives(picture);
    return await db.picture.update({ where: { id: pictureId }, data: { ...facts, state: "READY", derivedAt: new Date() } });
  } catch (error) {
    if (!(error instanceof JuxtaError) || error.code !== "picture_broken") throw error;
    return db.picture.update({ where: { id: pictureId }, data: { state: "FAILED", failureCode: error.code, failureMessage: error.message } });
  }
}
