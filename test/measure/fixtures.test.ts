import { describe, expect, it } from "vitest";
import { listMeasures, runMeasure } from "#lib/measure/index.ts";
import { compareWithFixture, measureFixtures } from "../stats/measure-fixtures.ts";

describe("known values", () => {
  it.each(measureFixtures)("$method: $name ($source)", (fixture) => {
    // Through JSON, as the command line gives it.
    const actual: unknown = JSON.parse(JSON.stringify(runMeasure(fixture.method, fixture.input)));
    expect(compareWithFixture(fixture, actual)).toEqual([]);
  });

  it("exist for methods that are all there", () => {
    const methods = listMeasures().map(({ method }) => method);
    expect(measureFixtures.map(({ method }) => method).filter((method) => !methods.includes(method))).toEqual([]);
  });
});
