import { describe, expect, it } from "vitest";
import { type FigureTable, toCsv, toLatex, toTableJson } from "#lib/figure-table/index.ts";

const TABLE: FigureTable = {
  name: "scorer-accuracy",
  caption: "Scorers & people",
  columns: [
    { key: "scorer", label: "Scorer", kind: "text" },
    { key: "strict", label: "Strict", kind: "share" },
    { key: "strict_interval", label: "95 %", kind: "share_interval" },
    { key: "n", label: "Pairs", kind: "count" },
  ],
  rows: [
    { scorer: '=cmd("x"), y', strict: 1 / 3, strict_interval: { low: 0.25, high: 0.4375 }, n: 12 },
    { scorer: "judge_50%", strict: null, strict_interval: null, n: 0 },
  ],
  note: "A tie is wrong; 95 % by items.",
};

describe("a table of figures in files", () => {
  it("is CSV at full precision, without formulas", () => {
    expect(toCsv(TABLE)).toBe(['scorer,strict,strict_interval_low,strict_interval_high,n', `"'=cmd(""x""), y",${1 / 3},0.25,0.4375,12`, "judge_50%,,,,0", ""].join("\r\n"));
  });

  it("is JSON with its rule", () => {
    expect(JSON.parse(toTableJson(TABLE))).toEqual({
      name: "scorer-accuracy",
      caption: TABLE.caption,
      note: TABLE.note,
      rows: [
        { scorer: '=cmd("x"), y', strict: 1 / 3, strict_interval_low: 0.25, strict_interval_high: 0.4375, n: 12 },
        { scorer: "judge_50%", strict: null, strict_interval_low: null, strict_interval_high: null, n: 0 },
      ],
    });
  });

  it("is LaTeX that prints every character", () => {
    const text = toLatex(TABLE);
    expect(text).toContain("\\caption{Scorers \\& people}");
    expect(text).toContain("    Scorer & Strict (\\%) & 95 \\% & Pairs \\\\");
    expect(text).toContain('    =cmd("x"), y & 33.3 & {[}25.0, 43.8{]} & 12 \\\\');
    expect(text).toContain("    judge\\_50\\% & -- & -- & 0 \\\\");
    expect(text).toContain("95 \\% by items.");
  });
});
