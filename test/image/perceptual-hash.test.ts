import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hammingDistance } from "#lib/image/index.ts";
import { derive, readPhotograph } from "../factories/pictures.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

const PHOTOGRAPHS = ["kingfisher", "crab", "horse", "colosseum", "taj-mahal", "butterfly", "eiffel-tower", "penguin"];

let database: TestDatabase;
const hashes = new Map<string, bigint>();
const hashOf = async (bytes: Buffer): Promise<bigint> => (await derive(bytes)).perceptualHash!;
beforeAll(async () => {
  database = await createTestDatabase();
  for (const id of PHOTOGRAPHS) hashes.set(id, await hashOf(await readPhotograph(id)));
});
afterAll(() => database?.drop());

test("scaled, recompressed, brighter and rotated-by-EXIF copies are near", async () => {
  for (const id of PHOTOGRAPHS) {
    const bytes = await readPhotograph(id);
    const copies = {
      smaller: await sharp(bytes).resize(150).png().toBuffer(),
      stretched: await sharp(bytes).resize(300, 300, { fit: "fill" }).png().toBuffer(),
      compressed: await sharp(bytes).jpeg({ quality: 30 }).toBuffer(),
      brighter: await sharp(bytes).modulate({ brightness: 1.08 }).webp().toBuffer(),
      turnedBack: await sharp(await sharp(bytes).rotate(270).png().toBuffer()).jpeg({ quality: 90 }).withMetadata({ orientation: 6 }).toBuffer(),
    };
    for (const [copy, changed] of Object.entries(copies)) expect(hammingDistance(await hashOf(changed), hashes.get(id)!), `${id} ${copy}`).toBeLessThanOrEqual(4);
  }
});

test("other photographs, and the same upside down, are far", async () => {
  for (const [index, one] of PHOTOGRAPHS.entries()) {
    for (const other of PHOTOGRAPHS.slice(index + 1)) expect(hammingDistance(hashes.get(one)!, hashes.get(other)!), `${one} ${other}`).toBeGreaterThanOrEqual(14);
    const turned = await sharp(await readPhotograph(one)).rotate(180).png().toBuffer();
    expect(hammingDistance(await hashOf(turned), hashes.get(one)!), `${one} upside down`).toBeGreaterThanOrEqual(14);
  }
});

test("the hash fits a signed 64-bit column and counts bits across the sign", async () => {
  const values = [...hashes.values()];
  for (const hash of values) expect(BigInt.asIntN(64, hash)).toBe(hash);
  expect(hammingDistance(-1n, 0n)).toBe(64);
  expect(hammingDistance(-(2n ** 63n), 0n)).toBe(1);
  expect(hammingDistance(-(2n ** 63n), 2n ** 63n - 1n)).toBe(64);
  expect(hammingDistance(0b1011n, 0b0001n)).toBe(2);
  expect(hammingDistance(values[0]!, values[1]!)).toBe(hammingDistance(values[1]!, values[0]!));
  expect(hammingDistance(values[0]!, values[0]!)).toBe(0);
});
