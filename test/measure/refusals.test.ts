import { describe, expect, it } from "vitest";
import { JuxtaError } from "#lib/errors.ts";
import { listMeasures, runMeasure } from "#lib/measure/index.ts";

/** Documents that a careless program could send; none may end in anything but a result or a refusal. */
const DOCUMENTS: unknown[] = [
  null,
  [],
  {},
  { wins: [] },
  { wins: [], ties: [] },
  { wins: [[0]] },
  { wins: [[0]], ties: [[0]], lambda: 0.1 },
  { wins: [[1, 2], [3, 4]] },
  { ratings: [] },
  { ratings: [[]] },
  { ratings: [[null, null]] },
  { counts: [] },
  { classes: ["x", "y"], ratings: [] },
  { x: [], y: [] },
  { x: [1], y: [1], clusters: [1] },
  { human: [], x: [], y: [] },
  { h: [], m: [], task_type: [] },
  { h: [0], m: [null], task_type: ["x"] },
  { groups: [] },
  { p: [], y: [] },
  { p: [0.5], y: [1], bins: 7 },
  { prompts: [] },
  { prompts: [{ reward: [], human: [] }] },
  { rewards: [] },
  { rewards: [[]] },
  { differences: [] },
  { verdicts: [] },
  { verdicts: [], accuracy: [] },
  { left: [], n: [] },
  { successes: 0, n: 0 },
  { table: [] },
  { table: [[0]] },
  { mean: [], variance: [] },
  { gain: [] },
  { repeats: [] },
  { r: [] },
  { label: [], score: [] },
  { a: 0, b: 0 },
  { b: 0, c: 0 },
];

function hasStrangeNumber(value: unknown): boolean {
  if (typeof value === "number") return !Number.isFinite(value);
  return typeof value === "object" && value !== null && Object.values(value).some(hasStrangeNumber);
}

describe.each(listMeasures().map(({ method }) => method))("%s", (method) => {
  it("answers nothing but finite numbers and null, or refuses in words", () => {
    for (const document of DOCUMENTS) {
      let result: unknown = null;
      try {
        result = runMeasure(method, document);
      } catch (error) {
        if (!(error instanceof JuxtaError)) throw new Error(`${JSON.stringify(document)}: ${String(error)}`, { cause: error });
        expect(error.code).toBe("invalid_input");
        expect(Object.keys(error.details as object).length).toBeGreaterThan(0);
      }
      if (hasStrangeNumber(result)) throw new Error(`${JSON.stringify(document)} gives ${JSON.stringify(result)}`);
    }
  });
});
