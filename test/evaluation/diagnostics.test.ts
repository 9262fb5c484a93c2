import { describe, expect, it } from "vitest";
import { calibrateScorer, choosePasses, diagnose, measureAccuracy, measureOrderSwap, toDiagnosticsFigures, toOrderSwapFigures } from "#lib/evaluation/index.ts";
import { countVotes, type Evidence, keepComparisons, type ScorerColumns } from "#lib/evidence/index.ts";
import { drawClusters } from "#lib/stats/index.ts";
import { createNormal, makeEvidence } from "../factories/evidence.ts";
import { createRandom } from "#lib/stats/index.ts";

const plan = { items: 150, generators: ["a", "b", "c"], annotators: 5, judgmentsPerComparison: 3, scorers: [{ name: "judge", passes: 4, noise: 0.8 }], seed: 31 };
const { evidence } = makeEvidence(plan);
const drawing = drawClusters(evidence.clusterCount, { seed: 5, replicates: 200 });
const votes = countVotes(evidence, "overall", { people: "all" });
const run = (of: Evidence, scorer: ScorerColumns = of.scorers[0]!) => diagnose(of, votes, scorer, measureAccuracy(of, votes, scorer, drawing), drawing);

/** The evidence with one more scorer of one pass, whose score of a candidate is `scoreOf`. */
function withScorer(scoreOf: (candidate: number) => number): Evidence {
  const scores = Float64Array.from(evidence.candidates, (_, at) => scoreOf(at));
  return { ...evidence, scorers: [{ id: "own", name: "own", kind: "file", hash: "own", scale: [0, 10], passCount: 1, isAverageFirst: false, scores: new Map([["overall", scores]]) }] };
}

describe("averaging passes", () => {
  const { ensemble } = run(evidence);

  it("gains with the number of passes, and breaks ties of a single one", () => {
    expect(ensemble!.map(({ passes, choices }) => [passes, choices])).toEqual([[1, 4], [2, 6], [3, 4], [4, 1]]);
    expect(ensemble![3]!.strict.value).toBeGreaterThan(ensemble![0]!.strict.value!);
    expect(ensemble![3]!.tieShare).toBeLessThan(ensemble![0]!.tieShare);
    expect(ensemble![0]!.brokenShare).toBe(0);
    expect(ensemble![3]!.brokenShare).toBeGreaterThan(0.5);
    expect(ensemble![3]!.brokenRight).toBeGreaterThan(0);
  });

  it("is all passes together at the end", () => {
    expect(ensemble![3]!.strict.value).toBe(measureAccuracy(evidence, votes, evidence.scorers[0]!, drawing).accuracy.strict.pooled.value);
  });

  it("says nothing of a scorer with one pass", () => expect(run(withScorer((at) => at)).ensemble).toBeNull());

  it("chooses passes without repeating one, and no more choices than asked for", () => {
    expect(choosePasses(4, 2)).toEqual([[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]]);
    const many = choosePasses(12, 6, 20);
    expect(many).toHaveLength(20);
    for (const chosen of many) expect(new Set(chosen).size).toBe(6);
    expect(choosePasses(12, 6, 20)).toEqual(many);
  });
});

describe("calibration", () => {
  it("is near the truth for a scorer whose differences are log-odds, on pictures that the temperature has not seen", () => {
    const large = makeEvidence({ items: 900, generators: ["a", "b"], annotators: 3, judgmentsPerComparison: 1, tieShare: 0, seed: 5, scorers: [{ name: "truth", passes: 1, noise: 0 }] }).evidence;
    const own = countVotes(large, "overall", { people: "all" });
    const draw = drawClusters(large.clusterCount, { seed: 1, replicates: 50 });
    const calibration = calibrateScorer(measureAccuracy(large, own, large.scorers[0]!, draw).pairs, draw)!;
    expect(calibration.fittedOn + calibration.n).toBe(900);
    expect(calibration.temperature).toBeGreaterThan(0.7);
    expect(calibration.temperature).toBeLessThan(1.5);
    expect(calibration.eceWidth).toBeLessThan(0.08);
    expect(calibration.bins.every(({ low }) => low >= 0.5)).toBe(true);
    expect(calibration.bins.reduce((sum, bin) => sum + bin.n, 0)).toBe(calibration.n);
  });

  it("has no temperature for a scorer that contradicts people", () => {
    const truth = makeEvidence({ ...plan, scorers: [{ name: "truth", passes: 1, noise: 0 }] }).evidence.scorers[0]!.scores.get("overall")!;
    expect(run(withScorer((at) => -truth[at]!)).calibration).toBeNull();
  });
});

describe("scores against strength, spread and traits", () => {
  it("correlates fully with itself and not with chance", () => {
    const share = run(evidence).strength!;
    expect(share.withinItem.value).toBeGreaterThan(0.2);
    expect(share.pooled.interval!.low).toBeGreaterThan(0);
    const normal = createNormal(createRandom(3));
    const noise = run(withScorer(() => normal())).strength!;
    expect(noise.withinItem.interval!.low).toBeLessThan(0);
    expect(noise.withinItem.interval!.high).toBeGreaterThan(0);
    expect(share.candidateCount).toBe(450);
  });

  it("finds items without spread", () => {
    const { spread } = run(withScorer((at) => (evidence.candidates[at]!.item < 30 ? 5 : at % 3)));
    expect(spread!.zeroShare.value).toBeCloseTo(30 / 150, 12);
    expect(spread!.itemCount).toBe(150);
    expect(spread!.flatItems[0]).toEqual({ itemId: "i0", name: "i0" });
    expect(spread!.bins[0]!.n).toBe(30);
    expect(spread!.meanStd.value).toBeCloseTo((120 / 150) * (Math.sqrt(2 / 3) / 10), 12);
  });

  it("shows a scorer that is sharpness itself, and people who do not care for it", () => {
    const { hacking } = run(withScorer((at) => evidence.candidates[at]!.sharpness! / 10));
    const sharp = hacking.find(({ trait }) => trait === "sharpness")!;
    expect(sharp.scorer.value).toBeCloseTo(1, 12);
    expect(sharp.atTies.value).toBeCloseTo(1, 12);
    expect(sharp.people.interval!.low).toBeLessThan(0);
    expect(sharp.people.interval!.high).toBeGreaterThan(0);
    expect(sharp.excess.interval!.low).toBeGreaterThan(0.7);
    const other = hacking.find(({ trait }) => trait === "pixels")!;
    expect(other.excess.interval!.low).toBeLessThan(0);
  });

  it("writes every part as a table", () => {
    const tables = toDiagnosticsFigures([{ scorer: { name: "judge" }, dimension: "overall", diagnostics: run(evidence) }]);
    expect(tables.map(({ name, rows }) => [name, rows.length > 0])).toEqual([["self-ensemble", true], ["calibration", true], ["strength-correlation", true], ["group-spread", true], ["reward-hacking", true]]);
  });
});

describe("judges of pairs", () => {
  const kept = keepComparisons(evidence, {});
  const clear = Array.from(votes.row).filter((_, at) => Math.abs(votes.consensus[at]!) === 1);
  const truth = new Map(Array.from(votes.row, (row, at) => [row, votes.consensus[at] === 1 ? "A" : "B"] as const));
  const judge = (say: (row: number, order: "a" | "b") => "A" | "B" | "TIE") => ({ scorerVersionId: "j", name: "pairs", hash: "j", verdicts: clear.map((row) => ({ comparisonId: evidence.comparisons.ids[row]!, dimension: "overall" as const, aFirst: say(row, "a"), bFirst: say(row, "b") })) });
  const measure = (say: Parameters<typeof judge>[0]) => measureOrderSwap(evidence, votes, judge(say), kept, drawing)!;

  it("that always name the first agree with themselves never, and are half right by half credit", () => {
    const swap = measure((_, order) => (order === "a" ? "A" : "B"));
    expect([swap.consistency.value, swap.firstShare.value, swap.combined.value, swap.combinedHalf.value, swap.n]).toEqual([0, 1, 0, 0.5, clear.length]);
    expect(swap.aFirst.value! + swap.bFirst.value!).toBeCloseTo(1, 12);
  });

  it("that are always right are the same in both orders", () => {
    const swap = measure((row) => truth.get(row)!);
    expect([swap.consistency.value, swap.firstShare.value, swap.combined.value, swap.aFirst.value]).toEqual([1, 0.5, 1, 1]);
    expect(toOrderSwapFigures([swap]).rows).toHaveLength(1);
  });

  it("that say equal in one order are tied and not consistent", () => {
    const swap = measure((row, order) => (order === "a" ? truth.get(row)! : "TIE"));
    expect([swap.consistency.value, swap.combined.value, swap.combinedHalf.value, swap.aFirst.value, swap.bFirst.value]).toEqual([0, 0, 0.5, 1, 0]);
  });

  it("of other comparisons say nothing here", () => expect(measureOrderSwap(evidence, votes, judge(() => "A"), new Uint8Array(kept.length), drawing)).toBeNull());
});
