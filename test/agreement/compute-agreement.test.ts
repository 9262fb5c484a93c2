import { describe, expect, it } from "vitest";
import { computeAgreement, toAgreementTable } from "#lib/agreement/index.ts";
import { countVotes, createEvidenceBuilder, type Evidence } from "#lib/evidence/index.ts";
import { toCsv } from "#lib/figure-table/index.ts";
import { computeGwet, computeKrippendorff, drawClusters, toCategoryTable } from "#lib/stats/index.ts";
import { makeEvidence } from "../factories/evidence.ts";

/** One item a row, its verdicts by people as [A, B, equal, both bad, skip]. */
function evidenceOf(rows: readonly { taskType: string | null; people: readonly number[]; simulated?: readonly number[]; source?: string }[]): Evidence {
  const builder = createEvidenceBuilder(["overall"]);
  rows.forEach(({ taskType, source }, at) => builder.addItem({ id: `i${at}`, externalId: `i${at}`, taskType, clusterName: source ?? `s${at}` }));
  rows.forEach((_, at) => ["x", "y"].forEach((name) => builder.addCandidate({ id: `${at}${name}`, externalId: name, itemId: `i${at}`, generator: name, origin: "generator", changedShare: null, pixels: null, sharpness: null })));
  rows.forEach((_, at) => builder.addComparison({ id: `c${at}`, aId: `${at}x`, bId: `${at}y` }));
  rows.forEach(({ people, simulated }, at) => {
    builder.tallyOf("overall")!.people.set(people, at * 5);
    if (simulated) builder.tallyOf("overall")!.simulated.set(simulated, at * 5);
  });
  return builder.build();
}

const ROWS = [
  { taskType: "x", people: [2, 0, 0, 0, 0] },
  { taskType: "x", people: [1, 1, 0, 0, 1] },
  { taskType: "x", people: [0, 2, 1, 0, 0] },
  { taskType: null, people: [0, 0, 1, 1, 0] },
  { taskType: null, people: [1, 0, 0, 0, 0], simulated: [0, 1, 0, 0, 0] },
];
const compute = (evidence: Evidence, people: "all" | "people" | "simulated" = "people") => computeAgreement(evidence, evidence.dimensions.map((dimension) => countVotes(evidence, dimension, { people })), drawClusters(evidence.clusterCount, { seed: 1, replicates: 200 }));

describe("agreement between judges", () => {
  const { overall, byTaskType } = compute(evidenceOf(ROWS));
  const row = overall[0]!;

  it("counts comparisons, pairs, skips and judgments", () => {
    expect(row).toMatchObject({ dimension: "overall", comparisonCount: 5, pairedCount: 4, clusterCount: 4, judgmentCount: 10, simulatedCount: 0, skipCount: 1 });
    expect(row).not.toHaveProperty("taskType");
    expect(byTaskType.map(({ taskType, comparisonCount, pairedCount }) => [taskType, comparisonCount, pairedCount])).toEqual([["x", 3, 3], [null, 2, 1]]);
  });

  it("is the mean over comparisons, worked out by hand", () => {
    expect(row.percent.value).toBeCloseTo((1 + 0 + 1 / 3 + 0) / 4, 12);
    expect(row.percent.n).toBe(4);
    expect(row.ceiling.value).toBeCloseTo((1 + 0 + 1) / 3, 12);
    expect(row.ceiling.n).toBe(3);
    expect(row.tieShare.value).toBeCloseTo(3 / 10, 12);
  });

  it("has the coefficients of the fixtures' functions", () => {
    const counts = ROWS.slice(0, 4).map(({ people }) => people.slice(0, 4));
    expect(row.alpha.value).toBeCloseTo(computeKrippendorff(toCategoryTable(counts)).alpha!, 12);
    const inOrder = counts.map(([a, b, tie, bad]) => [b!, tie! + bad!, a!]);
    expect(row.ordinalAlpha.value).toBeCloseTo(computeKrippendorff(toCategoryTable(inOrder), "ordinal").alpha!, 12);
    expect(row.ac1.value).toBeCloseTo(computeGwet(toCategoryTable(counts)).coefficient!, 12);
  });

  it("keeps simulated judges apart unless everybody is asked for", () => {
    const evidence = evidenceOf(ROWS);
    expect(compute(evidence, "simulated").overall[0]).toMatchObject({ comparisonCount: 1, pairedCount: 0, judgmentCount: 1, simulatedCount: 1 });
    expect(compute(evidence, "simulated").overall[0]!.alpha).toEqual({ value: null, interval: null, n: 0 });
    expect(compute(evidence, "all").overall[0]).toMatchObject({ pairedCount: 5, judgmentCount: 11, simulatedCount: 1 });
  });

  it("does not depend on which candidate is A, nor on the order of comparisons", () => {
    const swapped = compute(evidenceOf(ROWS.map((given) => ({ ...given, people: [given.people[1]!, given.people[0]!, ...given.people.slice(2)] }))));
    const turned = compute(evidenceOf(ROWS.toReversed()));
    for (const key of ["percent", "alpha", "ordinalAlpha", "ac1", "ceiling", "tieShare"] as const) {
      expect(swapped.overall[0]![key].value).toBeCloseTo(row[key].value!, 12);
      expect(turned.overall[0]![key].value).toBeCloseTo(row[key].value!, 12);
    }
  });

  it("resamples source pictures: a copy of every item under the same source leaves shares and their intervals as they are", () => {
    const once = compute(evidenceOf(ROWS.map((given, at) => ({ ...given, source: `s${at}` }))));
    const twice = compute(evidenceOf([...ROWS, ...ROWS].map((given, at) => ({ ...given, source: `s${at % ROWS.length}` }))));
    expect(twice.overall[0]!.percent.value).toBeCloseTo(once.overall[0]!.percent.value!, 12);
    expect(twice.overall[0]!.percent.interval!.low).toBeCloseTo(once.overall[0]!.percent.interval!.low, 12);
    expect(twice.overall[0]!.clusterCount).toBe(once.overall[0]!.clusterCount);
  });

  it("holds its figures inside their intervals and writes them all", () => {
    const { evidence } = makeEvidence({ items: 60, generators: ["one", "two", "three"], annotators: 5, judgmentsPerComparison: 3 });
    const report = compute(evidence, "all");
    for (const key of ["percent", "alpha", "ordinalAlpha", "ac1", "ceiling", "tieShare"] as const) {
      const { value, interval } = report.overall[0]![key];
      expect(interval!.low).toBeLessThan(value!);
      expect(interval!.high).toBeGreaterThan(value!);
    }
    const lines = toCsv(toAgreementTable(report)).trimEnd().split("\r\n");
    expect(lines).toHaveLength(1 + 1 + 2);
    expect(lines[0]!.split(",")).toContain("alpha_interval_low");
    expect(lines[1]).toContain(String(report.overall[0]!.alpha.value));
  });
});
