import fc from "fast-check";
import { expect, test } from "vitest";
import { readLineRequest, readLines } from "#lib/reward/read-lines.ts";
import { decodeFrame, encodeFrame } from "#lib/reward/service-frame.ts";
import { collectRewards } from "#lib/reward/reward-groups.ts";
import { RewardSettings } from "#lib/reward/index.ts";

async function* cut(bytes: Buffer, sizes: number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length]!;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function collect<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const all: Value[] = [];
  for await (const value of values) all.push(value);
  return all;
}

test("lines are the same however the body is cut, and empty ones are none", async () => {
  const line = fc.string({ unit: "grapheme" }).map((text) => text.replaceAll("\n", ""));
  await fc.assert(
    fc.asyncProperty(fc.array(line), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), fc.boolean(), async (lines, sizes, endsOpen) => {
      const body = Buffer.from(lines.join("\n") + (endsOpen ? "" : "\n"));
      const read = await collect(readLines(cut(body, sizes)));
      const wanted = lines.map((text) => Buffer.from(text)).filter((bytes) => bytes.some((byte) => byte > 0x20));
      expect(read.map(String)).toEqual(wanted.map(String));
    }),
    { numRuns: 200 },
  );
});

test("the first line is the settings, and what is not JSON is an item that failed", async () => {
  const { settings, items } = await readLineRequest(cut(Buffer.from('{"scorer":"x"}\n{"a":1}\nnonsense\n{"b":2}'), [5]));
  expect(settings).toMatchObject({ scorer: "x", filters: { paper: { mean: 0.9, variance: expect.closeTo(0.0025, 10) }, code: { std: 0.05, mean: 0.9 } } });
  expect(await collect(items)).toMatchObject([{ value: { a: 1 } }, { error: { code: "item_invalid" } }, { value: { b: 2 } }]);
  await expect(readLineRequest(cut(Buffer.from(""), [1]))).rejects.toMatchObject({ code: "invalid_input" });
  await expect(readLineRequest(cut(Buffer.from('{"scorer":1}'), [1]))).rejects.toMatchObject({ code: "invalid_input", details: { scorer: expect.any(String) } });
});

test("a frame comes out as it went in, and one that is cut or too long is none", () => {
  const pictures = [Buffer.from("one"), Buffer.from([0, 255, 10])];
  const request = { scorer: "x", passes: null, items: [{ source: 0, edit: 1, instruction: "Mach es größer", taskType: null }] };
  const bytes = Buffer.concat(encodeFrame(request, pictures));
  const decoded = decodeFrame(bytes);
  expect(decoded.request).toEqual({ ...request, pictures: [3, 3] });
  expect(decoded.pictures).toEqual(pictures);
  for (const wrong of [bytes.subarray(0, 2), bytes.subarray(0, 20), bytes.subarray(0, -1), Buffer.concat([bytes, Buffer.from("x")])]) expect(() => decodeFrame(wrong)).toThrow("This is not a request for scores.");
  expect(() => decodeFrame(Buffer.concat(encodeFrame({ ...request, items: [{ ...request.items[0]!, edit: 2 }] }, pictures)))).toThrow();
});

test("groups leave failures out and keep the order of their first item", () => {
  const totals = collectRewards(RewardSettings.parse({}).filters);
  const add = (index: number, group: string | null, reward: number | null) => totals.add({ index, id: null, group, reward, spread: null, scores: null, passes: 1, passes_used: 1, error: null });
  [["b", 0.2], ["a", 0.95], [null, 0.5], ["b", null], ["a", 0.95], ["b", 0.4], ["c", null]].forEach(([group, reward], index) => add(index, group as string | null, reward as number | null));
  expect(totals.groups()).toMatchObject([
    { group: "b", n: 2, failed: 1, mean: expect.closeTo(0.3), std: expect.closeTo(0.1), zero_std: false, keep: { paper: true, code: true }, indexes: [0, 3, 5], advantages: [expect.closeTo(-1, 5), null, expect.closeTo(1, 5)] },
    { group: "a", n: 2, failed: 0, zero_std: true, keep: { paper: false, code: false }, advantages: [0, 0] },
    { group: "c", n: 0, failed: 1, mean: null, std: null, zero_std: null, keep: { paper: null, code: null }, advantages: [null] },
  ]);
  expect(totals.summary()).toEqual({ items: 7, scored: 5, failed: 2, groups: 3, zero_std_share: 0.5, kept: { paper: 1, code: 1 } });
});
