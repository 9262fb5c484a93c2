import sharp from "sharp";
import { expect, test } from "vitest";
import { inspectPicture, MAX_PICTURE_BYTES } from "#lib/image/index.ts";
import { makePlainPicture } from "../factories/pictures.ts";

const FORMATS = ["jpeg", "png", "webp"] as const;

test.each(FORMATS)("%s is known by its content, with its size in pixels", async (format) => {
  expect(await inspectPicture(await makePlainPicture({ format, width: 30, height: 20 }))).toEqual({ format, width: 30, height: 20 });
});

test("the size is that of the upright picture", async () => {
  const turned = await sharp(await makePlainPicture({ width: 30, height: 20 })).jpeg().withMetadata({ orientation: 6 }).toBuffer();
  expect(await inspectPicture(turned)).toEqual({ format: "jpeg", width: 20, height: 30 });
});

test.each(FORMATS)("a %s cut off anywhere is refused", async (format) => {
  const whole = await sharp({ create: { width: 64, height: 64, channels: 3, background: "#888", noise: { type: "gaussian", mean: 128, sigma: 40 } } }).toFormat(format).toBuffer();
  for (const share of [0.1, 0.5, 0.9, 0.999]) {
    const cut = whole.subarray(0, Math.floor(whole.length * share));
    await expect(inspectPicture(cut), `${share}`).rejects.toMatchObject({ code: expect.stringMatching(/^picture_(broken|format)$/) });
  }
  expect(await inspectPicture(whole)).toMatchObject({ format, width: 64, height: 64 });
});

test("other formats are refused, whatever they are", async () => {
  const plain = sharp(await makePlainPicture());
  const others = [await plain.clone().gif().toBuffer(), await plain.clone().tiff().toBuffer(), Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), Buffer.alloc(0), Buffer.from("\x89PNG")];
  for (const bytes of others) await expect(inspectPicture(bytes)).rejects.toMatchObject({ code: "picture_format", status: 415 });
});

test("a file over 64 MiB is refused before it is read", async () => {
  await expect(inspectPicture(new Uint8Array(MAX_PICTURE_BYTES + 1))).rejects.toMatchObject({ code: "picture_too_large" });
});

test("a view into a larger buffer is read from where it starts", async () => {
  const webp = await makePlainPicture({ format: "webp", width: 12, height: 10 });
  const shifted = Buffer.concat([Buffer.alloc(33, 7), webp, Buffer.alloc(9)]).subarray(33, 33 + webp.length);
  expect(await inspectPicture(shifted)).toEqual({ format: "webp", width: 12, height: 10 });
});

test.each(FORMATS)("what a camera put behind a %s does not harm it", async (format) => {
  expect(await inspectPicture(Buffer.concat([await makePlainPicture({ format }), Buffer.alloc(10_000, "t ")]))).toMatchObject({ format });
});
