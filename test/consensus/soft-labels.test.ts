import { describe, expect, it } from "vitest";
import { fitSoftLabels } from "#lib/consensus/index.ts";
import { countVotes } from "#lib/evidence/index.ts";
import type { VerdictValue } from "#lib/generated/prisma/client.ts";
import { makeEvidence } from "../factories/evidence.ts";

const { evidence, judgments } = makeEvidence({ items: 40, generators: ["a", "b", "c"], annotators: 4, judgmentsPerComparison: 3, scorers: [{ name: "scorer", passes: 1, noise: 0.5 }], seed: 3 });

describe("soft labels", () => {
  it("sum to one, follow a clear majority, and mirror when A and B are swapped", () => {
    const labels = fitSoftLabels(evidence, judgments, "overall");
    const swapped = fitSoftLabels(evidence, { ...judgments, verdict: judgments.verdict.map((verdict) => [1, 0, 2, 3, 4][verdict]!) }, "overall");
    const votes = countVotes(evidence, "overall", { people: "all" });
    votes.row.forEach((row, at) => {
      const { a, tie, b } = labels.of(row)!;
      expect(a + tie + b).toBeCloseTo(1, 9);
      expect(swapped.of(row)!.a).toBeCloseTo(b, 9);
      if (votes.a[at] === 3) expect(a).toBeGreaterThan(0.7);
      if (votes.b[at] === 3) expect(b).toBeGreaterThan(0.7);
    });
    expect(labels.skills).toHaveLength(4);
  });

  it("leave excluded people and skips out, and have nothing for what nobody answered", () => {
    const nobody = { ...judgments, annotators: judgments.annotators.map((annotator) => ({ ...annotator, excluded: true })) };
    expect(fitSoftLabels(evidence, nobody, "overall").of(0)).toBeNull();
    const skipped = { ...judgments, verdict: judgments.verdict.map(() => 4) };
    expect(fitSoftLabels(evidence, skipped, "overall").of(0)).toBeNull();
  });

  it("hold gold for certain, and weigh people by it", () => {
    const votes = countVotes(evidence, "overall", { people: "all" });
    const firsts = Array.from(votes.row).filter((_, at) => votes.a[at] === 3);
    const known = new Map<string, VerdictValue>(firsts.map((row) => [evidence.comparisons.ids[row]!, "B"]));
    const [before, after] = [fitSoftLabels(evidence, judgments, "overall"), fitSoftLabels(evidence, judgments, "overall", { known })];
    expect(firsts.length).toBeGreaterThan(5);
    for (const row of firsts) expect(after.of(row)).toEqual({ a: 0, tie: 0, b: 1 });
    after.skills.forEach(({ skill }, at) => expect(skill.decisiveAccuracy!).toBeLessThan(before.skills[at]!.skill.decisiveAccuracy!));
    const tied = fitSoftLabels(evidence, judgments, "overall", { known: new Map([[evidence.comparisons.ids[firsts[0]!]!, "BOTH_BAD"]]) });
    expect(tied.of(firsts[0]!)).toEqual({ a: 0, tie: 1, b: 0 });
  });
});
