import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { expect, test } from "vitest";
import { areaOf, areaShare, boundsOf, boxToRuns, contains, mapOverlap, maskToRuns, measureOverlap, paintStroke, type PictureSize, runsToMask, type Shape } from "#lib/region/index.ts";

const generator = xoroshiro128plus(7);
const draw = (from: number, to: number) => uniformInt(generator, from, to);

function makeRandomMask({ width, height }: PictureSize): Uint8Array {
  const share = draw(0, 100);
  return Uint8Array.from({ length: width * height }, () => (draw(0, 99) < share ? 1 : 0));
}

const maskShape = (mask: Uint8Array, size: PictureSize): Shape => ({ kind: "mask", ...size, runs: maskToRuns(mask) });
const boxMask = (box: { x: number; y: number; width: number; height: number }, size: PictureSize) =>
  Uint8Array.from({ length: size.width * size.height }, (_, at) => (contains({ kind: "box", ...box }, at % size.width, Math.floor(at / size.width)) ? 1 : 0));

test("random masks come back from their runs, which start outside, alternate and add up", () => {
  for (let round = 0; round < 300; round += 1) {
    const size = { width: draw(1, 23), height: draw(1, 23) };
    const mask = makeRandomMask(size);
    const runs = maskToRuns(mask);
    expect(runsToMask(runs, size)).toEqual(mask);
    expect(runs.reduce((sum, run) => sum + run, 0)).toBe(mask.length);
    expect(runs.slice(1).every((run) => run > 0)).toBe(true);
    expect(runs[0] === 0).toBe(mask[0] === 1);
  }
});

test("one pixel, no pixel and the whole picture", () => {
  expect(maskToRuns(Uint8Array.of(1))).toEqual([0, 1]);
  expect(maskToRuns(Uint8Array.of(0))).toEqual([1]);
  const size = { width: 4, height: 3 };
  const one = new Uint8Array(12);
  one[6] = 1;
  expect(maskToRuns(one)).toEqual([6, 1, 5]);
  expect(boundsOf(maskShape(one, size))).toEqual({ x: 2, y: 1, width: 1, height: 1 });
  expect(maskToRuns(new Uint8Array(12).fill(1))).toEqual([0, 12]);
  expect(maskToRuns(new Uint8Array(12))).toEqual([12]);
  expect(boundsOf(maskShape(new Uint8Array(12), size))).toBeNull();
  expect(() => runsToMask([6, 1], size)).toThrow(RangeError);
});

test("a box has the runs of its own mask, cut off at the edges of the picture", () => {
  for (let round = 0; round < 300; round += 1) {
    const size = { width: draw(1, 12), height: draw(1, 12) };
    const box = { x: draw(0, 13), y: draw(0, 13), width: draw(1, 13), height: draw(1, 13) };
    expect(boxToRuns(box, size), JSON.stringify({ box, size })).toEqual(maskToRuns(boxMask(box, size)));
  }
});

test("areas, bounds and overlap are those of counted pixels", () => {
  for (let round = 0; round < 200; round += 1) {
    const size = { width: draw(2, 14), height: draw(2, 14) };
    const [a, b] = [makeRandomMask(size), makeRandomMask(size)];
    const [first, second] = [maskShape(a, size), maskShape(b, size)];
    const count = (isIn: (at: number) => boolean) => a.reduce((sum, _, at) => sum + (isIn(at) ? 1 : 0), 0);
    const intersection = count((at) => a[at] === 1 && b[at] === 1);
    const union = count((at) => a[at] === 1 || b[at] === 1);
    expect(areaOf(first)).toBe(count((at) => a[at] === 1));
    expect(areaShare(first, size)).toBeCloseTo(areaOf(first) / a.length);
    expect(measureOverlap(first, second, size)).toEqual({ intersection, union, share: union === 0 ? 0 : intersection / union });
    const inside = [...a.keys()].filter((at) => a[at] === 1);
    const xs = inside.map((at) => at % size.width);
    const ys = inside.map((at) => Math.floor(at / size.width));
    const [left, top] = [Math.min(...xs), Math.min(...ys)];
    expect(boundsOf(first)).toEqual(inside.length === 0 ? null : { x: left, y: top, width: Math.max(...xs) - left + 1, height: Math.max(...ys) - top + 1 });
    expect(inside.every((at) => contains(first, at % size.width, Math.floor(at / size.width)))).toBe(true);
  }
});

test("a box and its own painted area agree wholly, boxes apart not at all", () => {
  const size = { width: 40, height: 30 };
  const box = { kind: "box" as const, x: 5, y: 6, width: 10, height: 8 };
  expect(measureOverlap(box, { kind: "mask", ...size, runs: boxToRuns(box, size) }, size)).toEqual({ intersection: 80, union: 80, share: 1 });
  expect(measureOverlap(box, { ...box, x: 20 }, size)).toEqual({ intersection: 0, union: 160, share: 0 });
  expect(areaShare(box, size)).toBeCloseTo(80 / 1_200);
});

test("a stroke paints the pixels whose centres lie within its radius, and erases them again", () => {
  const size = { width: 30, height: 24 };
  for (let round = 0; round < 100; round += 1) {
    const point = () => ({ x: draw(-50, 350) / 10, y: draw(-50, 290) / 10 });
    const stroke = { a: point(), b: point(), radius: draw(5, 60) / 10 };
    const mask = new Uint8Array(size.width * size.height);
    paintStroke(mask, size, { ...stroke, value: 1 });
    const { a, b, radius } = stroke;
    const wrong = [...mask.keys()].filter((at) => {
      const [x, y] = [(at % size.width) + 0.5, Math.floor(at / size.width) + 0.5];
      const [dx, dy] = [b.x - a.x, b.y - a.y];
      const along = Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
      const distance = Math.hypot(x - a.x - along * dx, y - a.y - along * dy);
      const isTip = Math.floor(x) === Math.floor(b.x) && Math.floor(y) === Math.floor(b.y);
      return Math.abs(distance - radius) > 1e-9 && mask[at] !== (distance < radius || isTip ? 1 : 0);
    });
    expect(wrong, JSON.stringify(stroke)).toEqual([]);
    paintStroke(mask, size, { ...stroke, value: 0 });
    expect(mask.includes(1)).toBe(false);
  }
});

test("the overlap map counts people, not regions", () => {
  const size = { width: 100, height: 50 };
  const box = (x: number, width: number): Shape => ({ kind: "box", x, y: 0, width, height: 50 });
  const map = mapOverlap([[box(0, 30), box(10, 30)], [box(20, 30)], []], size, 10);
  expect(map).toMatchObject({ width: 10, height: 5, most: 2 });
  expect(Array.from(map.counts.subarray(0, 10))).toEqual([1, 1, 2, 2, 1, 0, 0, 0, 0, 0]);
});
