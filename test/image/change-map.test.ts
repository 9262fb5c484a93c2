import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { computeChangeMap, describeAlignment } from "#lib/image/index.ts";
import { derive, makePlainPicture, readPhotograph } from "../factories/pictures.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

type Box = { left: number; top: number; width: number; height: number };

const WIDTH = 480;
const HEIGHT = 320;
let database: TestDatabase;
let source: Buffer;
beforeAll(async () => {
  database = await createTestDatabase();
  source = await sharp(await readPhotograph("colosseum", 900)).resize(WIDTH, HEIGHT, { fit: "cover" }).png().toBuffer();
});
afterAll(() => database?.drop());

/** The source with a rectangle of a colour that it has nowhere. */
async function paint({ left, top, width, height }: Box): Promise<Buffer> {
  return sharp(source).composite([{ input: await makePlainPicture({ width, height, colour: "#f0f" }), left, top }]).png().toBuffer();
}

async function compare(candidate: Buffer, original = source) {
  const map = await computeChangeMap(await derive(candidate), await derive(original));
  const { data, info } = await sharp(map.webp).greyscale().raw().toBuffer({ resolveWithObject: true });
  /** Mean of the map in a box of its pixels, 0..255. */
  const mean = (box: Box): number => {
    let sum = 0;
    for (let y = box.top; y < box.top + box.height; y += 1) for (let x = box.left; x < box.left + box.width; x += 1) sum += data[y * info.width + x]!;
    return sum / (box.width * box.height);
  };
  return { ...map, width: info.width, height: info.height, mean };
}

const PAINTED: Box = { left: 120, top: 80, width: 160, height: 96 };
const SHARE = (PAINTED.width * PAINTED.height) / (WIDTH * HEIGHT);
const INSIDE: Box = { left: 126, top: 86, width: 148, height: 84 };
const OUTSIDE: Box = { left: 300, top: 0, width: 180, height: 320 };

test("an unchanged picture has no change, also when it was compressed", async () => {
  expect(await compare(source)).toMatchObject({ changedShare: 0, alignment: { method: "same" } });
  const compressed = await compare(await sharp(source).jpeg({ quality: 75 }).toBuffer());
  expect(compressed.changedShare).toBeLessThan(0.005);
});

test("a painted rectangle is about the share that changed, and the map is bright there and dark elsewhere", async () => {
  const map = await compare(await paint(PAINTED));
  expect(Math.abs(map.changedShare - SHARE)).toBeLessThan(0.01);
  expect([map.width, map.height]).toEqual([WIDTH, HEIGHT]);
  expect(map.mean(INSIDE)).toBeGreaterThan(150);
  expect(map.mean(OUTSIDE)).toBeLessThan(1);
});

test("another picture changes nearly everything", async () => {
  expect((await compare(await makePlainPicture({ width: WIDTH, height: HEIGHT, colour: "#0a0" }))).changedShare).toBeGreaterThan(0.95);
});

test("a scaled candidate is laid over the source, larger or smaller", async () => {
  for (const width of [960, 300]) {
    const map = await compare(await sharp(await paint(PAINTED)).resize(width).png().toBuffer());
    expect(map.alignment).toMatchObject({ method: "scaled", candidate: { width }, source: { width: WIDTH, height: HEIGHT }, covered: { x: 0, y: 0, width: 1, height: 1 } });
    expect(Math.abs(map.changedShare - SHARE), `${width}`).toBeLessThan(0.03);
    expect([map.width, map.height]).toEqual([WIDTH, HEIGHT]);
    expect(map.mean(INSIDE)).toBeGreaterThan(140);
  }
});

test("an aspect ratio that is off by rounding counts as scaled", async () => {
  const map = await compare(await sharp(source).resize(WIDTH + 4, HEIGHT, { fit: "fill" }).png().toBuffer());
  expect(map.alignment.method).toBe("scaled");
});

test("a candidate cut to the centre is compared with the centre alone", async () => {
  const side = HEIGHT;
  const left = (WIDTH - side) / 2;
  const cut = async (bytes: Buffer) => sharp(bytes).extract({ left, top: 0, width: side, height: side }).resize(256).png().toBuffer();
  const map = await compare(await cut(await paint(PAINTED)));
  expect(map.alignment.method).toBe("cropped");
  expect(map.alignment.covered.x).toBeCloseTo(left / WIDTH, 5);
  expect(map.alignment.covered.width).toBeCloseTo(side / WIDTH, 5);
  expect(map.alignment.covered).toMatchObject({ y: 0, height: 1 });
  expect(Math.abs(map.changedShare - (PAINTED.width * PAINTED.height) / (side * side))).toBeLessThan(0.03);
  expect(map.mean({ left: 0, top: 0, width: left - 4, height: HEIGHT })).toBeLessThan(1);
  expect(map.mean(INSIDE)).toBeGreaterThan(130);
});

test("borders around a candidate are left out", async () => {
  const pad = async (bytes: Buffer) => sharp(bytes).extend({ top: 80, bottom: 80, background: "#000" }).png().toBuffer();
  const map = await compare(await pad(await paint(PAINTED)));
  expect(map.alignment).toMatchObject({ method: "padded", candidate: { width: WIDTH, height: HEIGHT + 160 } });
  expect([map.alignment.covered.y, map.alignment.covered.height]).toEqual([expect.closeTo(-0.25, 5), expect.closeTo(1.5, 5)]);
  expect(Math.abs(map.changedShare - SHARE)).toBeLessThan(0.02);
  expect(map.mean(INSIDE)).toBeGreaterThan(140);
});

test("borders at the sides are left out too, and a stretched candidate is stretched back", async () => {
  const bordered = await sharp(await paint(PAINTED)).extend({ left: 100, right: 100, background: "#fff" }).png().toBuffer();
  expect((await compare(bordered)).alignment.method).toBe("padded");
  const stretched = await compare(await sharp(await paint(PAINTED)).resize(WIDTH, WIDTH, { fit: "fill" }).png().toBuffer());
  expect(stretched.alignment.method).toBe("stretched");
  expect(Math.abs(stretched.changedShare - SHARE)).toBeLessThan(0.03);
});

test("a candidate turned by its EXIF is compared upright", async () => {
  const turned = await sharp(await sharp(await paint(PAINTED)).rotate(270).png().toBuffer()).jpeg({ quality: 92 }).withMetadata({ orientation: 6 }).toBuffer();
  const map = await compare(turned);
  expect(map.alignment).toMatchObject({ method: "same", candidate: { width: WIDTH, height: HEIGHT } });
  expect(Math.abs(map.changedShare - SHARE)).toBeLessThan(0.02);
});

test("a large source is compared at 1024 pixels with the same share", async () => {
  const large = await sharp(source).resize(2_400).png().toBuffer();
  const map = await compare(await sharp(await paint(PAINTED)).resize(2_400).png().toBuffer(), large);
  expect(map.width).toBe(1_024);
  expect(map.alignment).toMatchObject({ method: "same", source: { width: 2_400, height: 1_600 } });
  expect(Math.abs(map.changedShare - SHARE)).toBeLessThan(0.015);
});

test("how it was laid over is said in words", async () => {
  const { alignment } = await compare(await sharp(source).resize(960).png().toBuffer());
  expect(describeAlignment(alignment)).toBe("480×320 → 960×640, scaled to the source");
});

test("a candidate that is merely scaled has not changed", async () => {
  for (const width of [960, 240]) expect((await compare(await sharp(source).resize(width).png().toBuffer())).changedShare, `${width}`).toBeLessThan(0.01);
});
