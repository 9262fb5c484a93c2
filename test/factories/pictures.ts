import path from "node:path";
import sharp from "sharp";
import { getDb } from "#lib/db.ts";
import type { Picture } from "#lib/generated/prisma/client.ts";
import { derivePicture, storePictureBytes, toPictureRow } from "#lib/image/index.ts";

const PHOTOGRAPHS = path.resolve(import.meta.dirname, "../../prisma/demo/photographs");

type Look = { width?: number; height?: number; colour?: string; format?: "png" | "jpeg" | "webp" };

/** A picture of one colour. */
export function makePlainPicture({ width = 64, height = 48, colour = "#3a7", format = "png" }: Look = {}): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: colour } })
    .toFormat(format)
    .toBuffer();
}

/** A photograph of the demo as PNG, scaled to a width in pixels. */
export function readPhotograph(id: string, width = 400): Promise<Buffer> {
  return sharp(path.join(PHOTOGRAPHS, `${id}.jpg`)).resize(width).png().toBuffer();
}

/** A PNG whose header and end are whole while its pixels cannot be decoded. */
export async function makeUndecodablePicture(colour = "#a37"): Promise<Buffer> {
  const bytes = await makePlainPicture({ colour, width: 300, height: 200 });
  const at = bytes.indexOf("IDAT") + 4;
  bytes.fill(0xff, at, bytes.length - 16);
  return bytes;
}

/** Stores a picture, writes its row and derives it, as an import and the worker do one after the other. */
export async function derive(bytes: Buffer): Promise<Picture> {
  const row = toPictureRow(await storePictureBytes(bytes));
  await getDb().picture.createMany({ data: [row], skipDuplicates: true });
  const { id } = await getDb().picture.findUniqueOrThrow({ where: { sha256: row.sha256 } });
  return derivePicture(id);
}
