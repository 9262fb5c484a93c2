import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeParityPicture, type ParityFixture, summariseTap } from "../../models/converter/parity.ts";
import { TAPS } from "../../workers/onnx/deep-features.ts";
import { type ModelSession, type Numbers, openModel } from "../../workers/onnx/session.ts";

const FOLDER = join(import.meta.dirname, "..", "..", "models", "trunk");

describe("the trunk against layers computed one by one", () => {
  let session: ModelSession;
  let fixture: ParityFixture;
  let outputs: Record<string, Numbers>;

  beforeAll(async () => {
    session = await openModel(FOLDER);
    fixture = JSON.parse(await readFile(join(FOLDER, "parity.json"), "utf8")) as ParityFixture;
    outputs = await session.run({ picture: { data: makeParityPicture(fixture.side), shape: [1, 3, fixture.side, fixture.side] } });
  });
  afterAll(() => session.release());

  it("has a fixture for every tap that is used", () => {
    expect(fixture.taps.map(({ name }) => name)).toEqual(TAPS.map(({ output }) => output));
  });

  it.each(TAPS.map(({ output }) => output))("agrees at %s", (name) => {
    const expected = fixture.taps.find((tap) => tap.name === name)!;
    const { data, shape } = outputs[name]!;
    const found = summariseTap(name, shape.slice(1), data);
    expect(found.shape).toEqual(expected.shape);
    expect(Math.abs(found.mean - expected.mean)).toBeLessThan(fixture.tolerance);
    expect(Math.abs(found.deviation - expected.deviation)).toBeLessThan(fixture.tolerance);
    for (const [index, value] of expected.first.entries()) expect(Math.abs(found.first[index]! - value)).toBeLessThan(fixture.tolerance);
  });

  it("gives each picture of a batch what it gives it alone", async () => {
    const picture = makeParityPicture(fixture.side);
    const other = picture.map((value) => 1 - value);
    const both = await session.run({ picture: { data: Float32Array.from([...other, ...picture]), shape: [2, 3, fixture.side, fixture.side] } });
    const coarse = both.block_10_project_BN!;
    const alone = outputs.block_10_project_BN!.data;
    const worst = alone.reduce((largest, value, at) => Math.max(largest, Math.abs(value - coarse.data[alone.length + at]!)), 0);
    expect(coarse.shape).toEqual([2, 96, 14, 14]);
    expect(worst).toBeLessThan(fixture.tolerance);
  });
});
