import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeParityPicture, type ParityFixture, summariseTap } from "../../models/converter/parity.ts";
import { findHeat } from "../../workers/onnx/object-heat.ts";
import { type ModelSession, openModel } from "../../workers/onnx/session.ts";

const FOLDER = join(import.meta.dirname, "..", "..", "models", "detector");

describe("the detector", () => {
  let session: ModelSession;
  beforeAll(async () => {
    session = await openModel(FOLDER);
  });
  afterAll(() => session.release());

  it("agrees with its nodes computed one by one", async () => {
    const fixture = JSON.parse(await readFile(join(FOLDER, "parity.json"), "utf8")) as ParityFixture;
    const picture = makeParityPicture(fixture.side).map((value) => 255 * value);
    const { heat } = await session.run({ picture: { data: picture, shape: [1, 3, fixture.side, fixture.side] } });
    const [expected] = fixture.taps;
    const found = summariseTap("heat", heat!.shape.slice(1), heat!.data);
    expect(found.shape).toEqual(expected!.shape);
    expect(Math.abs(found.mean - expected!.mean)).toBeLessThan(fixture.tolerance);
    expect(Math.abs(found.deviation - expected!.deviation)).toBeLessThan(fixture.tolerance);
    for (const [index, value] of expected!.first.entries()) expect(Math.abs(found.first[index]! - value)).toBeLessThan(fixture.tolerance);
  });

  it.each([
    [300, 200, 224],
    [200, 300, 224],
    [256, 3, 32],
  ])("takes a picture of %d × %d", async (width, height, shorter) => {
    const heat = await findHeat(session, { width, height, data: Buffer.alloc(width * height * 3, 120) });
    expect([heat.rows, heat.columns].toSorted((a, b) => a - b)).toEqual([shorter / 4, 80]);
    expect(heat.data).toHaveLength(80 * heat.rows * heat.columns);
  });
});
