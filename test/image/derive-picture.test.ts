import sharp, { type Sharp } from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Picture } from "#lib/generated/prisma/client.ts";
import { derivativeKey, derivePicture, getStorage, originalKey } from "#lib/image/index.ts";
import { derive, makePlainPicture, makeUndecodablePicture } from "../factories/pictures.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());

const readDerivative = (picture: Picture, variant: "view" | "thumb" = "view") => getStorage().read(derivativeKey(picture.sha256, variant));

/** Red, green and blue of a pixel of the view, at a share of its width and height. */
async function colourAt(picture: Picture, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(await readDerivative(picture)).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
  return [...data.subarray(at, at + 3)];
}

function expectNear(colour: number[], wanted: number[], tolerance = 12): void {
  expect(Math.max(...colour.map((value, index) => Math.abs(value - wanted[index]!))), `${colour} should be about ${wanted}`).toBeLessThanOrEqual(tolerance);
}

/** 120 × 80: red above, blue below; on the left a green bar. */
function makeOrientable(): Promise<Buffer> {
  const block = (width: number, height: number, background: string) => ({ create: { width, height, channels: 3 as const, background } });
  return sharp(block(120, 80, "#f00")).composite([{ input: block(120, 40, "#00f"), left: 0, top: 40 }, { input: block(20, 80, "#0f0"), left: 0, top: 0 }]).png().toBuffer();
}

// How a camera held otherwise stores the same upright picture, by the EXIF orientation that it writes.
const STORED: Record<number, (upright: Sharp) => Sharp> = {
  1: (upright) => upright,
  2: (upright) => upright.flop(),
  3: (upright) => upright.rotate(180),
  4: (upright) => upright.flip(),
  6: (upright) => upright.rotate(270),
  8: (upright) => upright.rotate(90),
};

test.each(Object.keys(STORED).map(Number))("EXIF orientation %i is applied and gone", async (orientation) => {
  const stored = STORED[orientation]!(sharp(await makeOrientable()));
  const bytes = await sharp(await stored.png().toBuffer()).jpeg({ quality: 95, chromaSubsampling: "4:4:4" }).withMetadata({ orientation }).toBuffer();
  expect((await sharp(bytes).metadata()).orientation).toBe(orientation);
  const picture = await derive(bytes);
  expect(picture).toMatchObject({ state: "READY", width: 120, height: 80 });
  expectNear(await colourAt(picture, 0.6, 0.2), [255, 0, 0], 24);
  expectNear(await colourAt(picture, 0.6, 0.8), [0, 0, 255], 24);
  expectNear(await colourAt(picture, 0.07, 0.5), [0, 255, 0], 24);
  expect((await sharp(await readDerivative(picture)).metadata()).orientation).toBeUndefined();
});

test("derivatives carry no EXIF, no profile and no words of the original", async () => {
  const words = "Canary Camera of a Named Person";
  const exif = { IFD0: { Make: words, Copyright: words }, IFD3: { GPSLatitude: "52/1 30/1 0/1", GPSLatitudeRef: "N" } };
  const bytes = await sharp(await makeOrientable()).jpeg().withExif(exif).withIccProfile("p3").withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${words}</x:xmpmeta>`).toBuffer();
  expect(bytes.includes(words)).toBe(true);
  const picture = await derive(bytes);
  expect((await getStorage().read(originalKey(picture.sha256))).equals(bytes)).toBe(true);
  for (const variant of ["view", "thumb"] as const) {
    const derivative = await readDerivative(picture, variant);
    const { format, exif, icc, xmp, iptc } = await sharp(derivative).metadata();
    expect({ format, exif, icc, xmp, iptc }).toEqual({ format: "webp", exif: undefined, icc: undefined, xmp: undefined, iptc: undefined });
    expect(derivative.includes("Canary")).toBe(false);
  }
});

test("the view is at most 2048 and the thumb at most 320 pixels long; small pictures keep their size", async () => {
  const sizesOf = async (picture: Picture) => Promise.all((["view", "thumb"] as const).map(async (variant) => { const { width, height } = await sharp(await readDerivative(picture, variant)).metadata(); return [width, height]; }));
  expect(await sizesOf(await derive(await makePlainPicture({ width: 3_000, height: 1_500 })))).toEqual([[2_048, 1_024], [320, 160]]);
  expect(await sizesOf(await derive(await makePlainPicture({ width: 90, height: 150, colour: "teal" })))).toEqual([[90, 150], [90, 150]]);
});

test("colours arrive as they are meant, however they are stored", async () => {
  const orange = await makePlainPicture({ colour: "rgb(255, 128, 0)" });
  const kinds: Record<string, Buffer> = {
    palette: await sharp(orange).png({ palette: true }).toBuffer(),
    "16 bits": await sharp(orange).toColourspace("rgb16").png().toBuffer(),
    "wide gamut": await sharp(orange).withIccProfile("p3").png().toBuffer(),
    progressive: await sharp(orange).jpeg({ progressive: true, quality: 95 }).toBuffer(),
    cmyk: await sharp(orange).toColourspace("cmyk").jpeg({ quality: 100 }).toBuffer(),
  };
  expect((await sharp(kinds.cmyk).metadata()).space).toBe("cmyk");
  expect((await sharp(kinds["16 bits"]).metadata()).depth).toBe("ushort");
  for (const [kind, bytes] of Object.entries(kinds)) {
    const colour = await colourAt(await derive(bytes), 0.5, 0.5);
    expectNear(colour, [255, 128, 0], kind === "cmyk" ? 40 : 12);
  }
  const grey = await sharp(await makePlainPicture({ colour: "rgb(90, 90, 90)" })).greyscale().jpeg({ quality: 95 }).toBuffer();
  expectNear(await colourAt(await derive(grey), 0.5, 0.5), [90, 90, 90]);
});

test("transparency is kept", async () => {
  const half = await sharp({ create: { width: 40, height: 40, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0.5 } } }).png().toBuffer();
  const { data, info } = await sharp(await readDerivative(await derive(half))).raw().toBuffer({ resolveWithObject: true });
  expect(info.channels).toBe(4);
  expectNear([...data.subarray(0, 4)], [255, 0, 0, 128]);
});

test("deriving again changes nothing, also when it failed", async () => {
  const ready = await derive(await makePlainPicture({ colour: "navy" }));
  const failed = await derive(await makeUndecodablePicture());
  expect(failed).toMatchObject({ state: "FAILED", failureCode: "picture_broken", derivedAt: null });
  expect(await derivePicture(ready.id)).toEqual(ready);
  expect(await derivePicture(failed.id)).toEqual(failed);
  expect(await getStorage().has(derivativeKey(failed.sha256, "view"))).toBe(false);
  await expect(derivePicture("00000000-0000-4000-8000-000000000000")).rejects.toMatchObject({ code: "not_found" });
});
