import sharp from "sharp";
import { expect, test } from "vitest";
import { encodePictures } from "#lib/reward/judge/encode-picture.ts";
import { makePlainPicture, makeUndecodablePicture } from "../factories/pictures.ts";

const bytesOf = (url: string) => Buffer.from(url.slice(url.indexOf(",") + 1), "base64");
const metadataOf = (url: string) => sharp(bytesOf(url)).metadata();

test("JPEG data URLs with 4:2:0, the edit at the source's exact size", async () => {
  const { source, edit } = await encodePictures(await makePlainPicture({ width: 61, height: 47 }), await makePlainPicture({ width: 128, height: 31, format: "webp" }), "resized");
  for (const url of [source, edit]) {
    expect(url).toMatch(/^data:image\/jpeg;base64,/);
    expect(await metadataOf(url)).toMatchObject({ format: "jpeg", width: 61, height: 47, chromaSubsampling: "4:2:0", channels: 3 });
  }
});

test("in its own size, or byte for byte", async () => {
  const first = await makePlainPicture({ width: 61, height: 47 });
  const second = await makePlainPicture({ width: 128, height: 31, format: "webp" });
  expect(await metadataOf((await encodePictures(first, second, "own_size")).edit)).toMatchObject({ format: "jpeg", width: 128, height: 31 });
  const originals = await encodePictures(first, second, "originals");
  expect(originals.edit).toMatch(/^data:image\/webp;base64,/);
  expect(bytesOf(originals.source).equals(first)).toBe(true);
  expect(bytesOf(originals.edit).equals(second)).toBe(true);
});

test("the EXIF orientation is applied, also to the size that the edit is brought to", async () => {
  const turned = await sharp({ create: { width: 40, height: 20, channels: 3, background: "#fff" } }).composite([{ input: await makePlainPicture({ width: 20, height: 20, colour: "#f00" }), left: 0, top: 0 }]).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const { source, edit } = await encodePictures(turned, await makePlainPicture({ width: 40, height: 20 }), "resized");
  expect(await metadataOf(source)).toMatchObject({ width: 20, height: 40 });
  expect(await metadataOf(edit)).toMatchObject({ width: 20, height: 40 });
  const { data } = await sharp(bytesOf(source)).raw().toBuffer({ resolveWithObject: true });
  // Red was at the left; turned by a quarter to the right it is at the top.
  const at = (row: number) => [...data.subarray((row * 20 + 10) * 3, (row * 20 + 10) * 3 + 3)].map((value) => value > 128);
  expect([at(5), at(35)]).toEqual([[true, false, false], [true, true, true]]);
});

test("transparency is dropped, not blended, and grey pictures become RGB", async () => {
  const clear = await sharp({ create: { width: 16, height: 16, channels: 4, background: { r: 250, g: 10, b: 10, alpha: 0 } } }).png().toBuffer();
  const grey = await sharp({ create: { width: 16, height: 16, channels: 3, background: "#777" } }).greyscale().png().toBuffer();
  const { source, edit } = await encodePictures(clear, grey, "resized");
  const { dominant } = await sharp(bytesOf(source)).stats();
  expect(dominant.r).toBeGreaterThan(200);
  expect(await metadataOf(edit)).toMatchObject({ channels: 3 });
});

test("what cannot be decoded is said", async () => {
  await expect(encodePictures(await makePlainPicture(), await makeUndecodablePicture(), "resized")).rejects.toMatchObject({ code: "picture_broken" });
  await expect(encodePictures(await makePlainPicture(), Buffer.from("nothing"), "originals")).rejects.toMatchObject({ code: "picture_format" });
});
