import { describe, expect, it } from "vitest";
import { compareWithout } from "#lib/annotator/index.ts";
import { countVotes, withoutAnnotator } from "#lib/evidence/index.ts";
import { makeEvidence } from "../factories/evidence.ts";

const { evidence, judgments } = makeEvidence({ items: 40, generators: ["a", "b", "c"], annotators: 4, judgmentsPerComparison: 3, scorers: [{ name: "scorer", passes: 1, noise: 0.5 }], seed: 3 });

describe("a person left out", () => {
  it("takes exactly their verdicts away", () => {
    const without = withoutAnnotator(evidence, judgments, 0);
    const sum = (of: typeof evidence) => of.tallies.get("overall")!.people.reduce((total, count) => total + count, 0);
    const own = [...judgments.annotator].filter((annotator) => annotator === 0).length;
    expect(sum(evidence) - sum(without)).toBe(own);
    expect(own).toBeGreaterThan(0);
    const everybody = [0, 1, 2, 3].reduce((left, annotator) => withoutAnnotator(left, judgments, annotator), evidence);
    expect(sum(everybody)).toBe(0);
  });

  it("shows both sides of every figure, and the comparisons whose consensus changes", () => {
    const compared = compareWithout(evidence, judgments, 1, "overall");
    expect(compared.figures.map(({ kind, name }) => [kind, name])).toEqual([["agreement", null], ["alpha", null], ["ceiling", null], ["scorer", "scorer"]]);
    expect(compared.order.before).toHaveLength(3);
    const [before, after] = [evidence, withoutAnnotator(evidence, judgments, 1)].map((of) => countVotes(of, "overall", { people: "all" }));
    const changed = [...before!.row].filter((row, at) => before!.consensus[at] !== (after!.consensus[after!.row.indexOf(row)] ?? 3)).map((row) => evidence.comparisons.ids[row]);
    expect(compared.changedCount).toBe(changed.length);
    expect(compared.changed.every(({ id }) => changed.includes(id))).toBe(true);
  });

  it("changes nothing where they are excluded already", () => {
    const excluded = { ...judgments, annotators: judgments.annotators.map((annotator, at) => ({ ...annotator, excluded: at === 2 })) };
    expect(withoutAnnotator(evidence, excluded, 2)).toBe(evidence);
  });
});
