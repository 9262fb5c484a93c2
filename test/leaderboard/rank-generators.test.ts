import { describe, expect, it } from "vitest";
import { countVotes, createEvidenceBuilder, type Evidence } from "#lib/evidence/index.ts";
import { toCsv } from "#lib/figure-table/index.ts";
import { type Leaderboard, rankGenerators, toLeaderboardTable, toWinMatrixTable } from "#lib/leaderboard/index.ts";
import { drawClusters, fitBradleyTerry, toPairCounts } from "#lib/stats/index.ts";
import { makeEvidence } from "../factories/evidence.ts";

const rank = (evidence: Evidence, options: Partial<Parameters<typeof rankGenerators>[3]> = {}, judgments: Parameters<typeof rankGenerators>[1] = null): Leaderboard =>
  rankGenerators(evidence, judgments, countVotes(evidence, "overall", { people: "all" }), { filter: { people: "all" }, ...options }, drawClusters(evidence.clusterCount, { seed: 3, replicates: 200 }));

/** Items with one comparison each: generators of A and B, and verdicts [A, B, equal, both bad, skip]. */
function evidenceOf(rows: readonly [string, string, number[]][]): Evidence {
  const builder = createEvidenceBuilder(["overall"]);
  rows.forEach((_, at) => builder.addItem({ id: `i${at}`, externalId: `i${at}`, taskType: null, clusterName: `s${at}` }));
  rows.forEach(([a, b], at) => [a, b].forEach((generator, side) => builder.addCandidate({ id: `${at}${side}`, externalId: String(side), itemId: `i${at}`, generator, origin: "generator", changedShare: null, pixels: null, sharpness: null })));
  rows.forEach((_, at) => builder.addComparison({ id: `c${at}`, aId: `${at}0`, bId: `${at}1` }));
  rows.forEach(([, , people], at) => builder.tallyOf("overall")!.people.set(people, at * 5));
  return builder.build();
}

describe("a leaderboard worked out by hand", () => {
  const board = rank(evidenceOf([["one", "two", [2, 1, 0, 0, 0]], ["two", "one", [1, 0, 0, 0, 2]], ["one", "one", [3, 0, 0, 0, 0]], ["two", "one", [0, 1, 0, 0, 0]]]));
  const [first, second] = board.rows;

  it("counts wins by generator, leaving out comparisons of a generator with itself", () => {
    expect(first).toMatchObject({ generator: "one", rank: 1, wins: 3, ties: 0, losses: 2, n: 5, comparisonCount: 3, itemCount: 3, winRate: { value: 3 / 5 } });
    expect(second).toMatchObject({ generator: "two", rank: 2, wins: 2, losses: 3, lead: null });
    expect(first!.met).toEqual({ won: 2, tied: 0, lost: 2 });
    expect(board).toMatchObject({ judgmentCount: 5, tieShare: 0, model: "bradley_terry", penalty: 1e-6 });
  });

  it("has the strengths of Bradley-Terry: three of five is ±½·ln 1.5", () => {
    expect(first!.strength).toBeCloseTo(Math.log(1.5) / 2, 5);
    expect(first!.lead).toMatchObject({ over: "two" });
    expect(first!.lead!.difference).toBeCloseTo(Math.log(1.5), 5);
    expect(first!.scale1000).toBeCloseTo(1000 + (400 * Math.log(1.5)) / 2 / Math.LN10, 3);
  });

  it("has a matrix whose two halves mirror each other", () => {
    expect(board.matrix).toEqual([{ row: "one", column: "two", wins: 3, ties: 0, losses: 2, comparisonCount: 3 }, { row: "two", column: "one", wins: 2, ties: 0, losses: 3, comparisonCount: 3 }]);
  });

  it("warns that a handful of judgments decides, and that few pictures stand behind it", () => {
    expect(board.warnings.map(({ kind }) => kind)).toEqual(["fragile", "few_sources"]);
    expect(board.warnings[0]).toMatchObject({ leader: "one", challenger: "two", removed: [{ winner: "one", loser: "two" }] });
  });
});

describe("a leaderboard of many judgments", () => {
  const plan = { items: 150, generators: ["a", "b", "c", "d"], annotators: 6, judgmentsPerComparison: 3, strengths: [0, 0.6, 1.2, 1.8], seed: 11 };
  const { evidence } = makeEvidence(plan);
  const board = rank(evidence);

  it("has the planted strengths inside its intervals", () => {
    const exact = rank(makeEvidence({ ...plan, qualityNoise: 0, tieShare: 0 }).evidence);
    for (const { generator, interval } of exact.rows) {
      const truth = plan.strengths[plan.generators.indexOf(generator)]! - 0.9;
      expect([generator, interval!.low < truth, truth < interval!.high]).toEqual([generator, true, true]);
    }
  });

  it("finds the planted order, and how sure it is", () => {
    expect(board.rows.map(({ generator }) => generator)).toEqual(["d", "c", "b", "a"]);
    expect(board.model).toBe("davidson");
    expect(board.tie).toBeGreaterThan(0);
    for (const row of board.rows) {
      expect(row.interval!.low).toBeLessThan(row.strength!);
      expect(row.interval!.high).toBeGreaterThan(row.strength!);
      expect(row.rankInterval!.best).toBeLessThanOrEqual(row.rank!);
      expect(row.rankInterval!.worst).toBeGreaterThanOrEqual(row.rank!);
    }
    expect(board.rows.reduce((sum, row) => sum + row.strength!, 0)).toBeCloseTo(0, 8);
    expect(board.warnings).toEqual([]);
  });

  it("has the strengths of the fixtures' fit where ties are rare", () => {
    const rare = makeEvidence({ ...plan, tieShare: 0 }).evidence;
    const votes = countVotes(rare, "overall", { people: "all" });
    const wins = [0, 1, 2, 3].map(() => [0, 0, 0, 0]);
    votes.row.forEach((at, place) => {
      const [x, y] = [rare.comparisons.a[at]! % 4, rare.comparisons.b[at]! % 4];
      wins[x]![y]! += votes.a[place]!;
      wins[y]![x]! += votes.b[place]!;
    });
    const { strength } = fitBradleyTerry(toPairCounts(wins), { penalty: 1e-6 });
    for (const row of rank(rare).rows) expect(row.strength).toBeCloseTo(strength![["a", "b", "c", "d"].indexOf(row.generator)]!, 9);
  });

  it("does not depend on the names of generators", () => {
    const renamed: Evidence = { ...evidence, candidates: evidence.candidates.map((candidate) => ({ ...candidate, generator: { a: "z", b: "y", c: "x", d: "w" }[candidate.generator]! })) };
    expect(rank(renamed).rows.map((row) => row.strength!.toFixed(9))).toEqual(board.rows.map((row) => row.strength!.toFixed(9)));
  });

  it("does not depend on which candidate is A under a correction either", () => {
    const { evidence: own, judgments } = makeEvidence({ ...plan, tieShare: 0, changedShares: [0.1, 0.2, 0.3, 0.4] });
    const swapped: Evidence = { ...own, comparisons: { ...own.comparisons, a: own.comparisons.b, b: own.comparisons.a } };
    const turned = { ...judgments, verdict: judgments.verdict.map((verdict) => (verdict < 2 ? 1 - verdict : verdict)), side: judgments.side.map((side) => -side) };
    const figures = (board: Leaderboard) => [...board.rows.map((row) => [row.generator, row.strength!.toFixed(8), row.interval!.low.toFixed(8)]), ...board.correction!.coefficients.map(({ value }) => value.toFixed(8))];
    const correct = ["side", "magnitude"] as const;
    expect(figures(rank(swapped, { correct }, turned))).toEqual(figures(rank(own, { correct }, judgments)));
  });

  it("does not depend on which candidate is A", () => {
    const { comparisons, tallies } = evidence;
    const swapped: Evidence = { ...evidence, comparisons: { ...comparisons, a: comparisons.b, b: comparisons.a }, tallies: new Map([...tallies].map(([dimension, tally]) => [dimension, { ...tally, people: tally.people.map((_, at) => (at % 5 === 0 ? tally.people[at + 1]! : at % 5 === 1 ? tally.people[at - 1]! : tally.people[at]!)) }])) };
    expect(rank(swapped).rows.map((row) => [row.generator, row.strength!.toFixed(9), row.interval!.low.toFixed(9)])).toEqual(board.rows.map((row) => [row.generator, row.strength!.toFixed(9), row.interval!.low.toFixed(9)]));
  });

  it("takes a planted side bias out, and says how large it was", () => {
    const biased = makeEvidence({ ...plan, sideBias: 0.8, tieShare: 0 });
    const corrected = rank(biased.evidence, { correct: ["side"] }, biased.judgments);
    const [side] = corrected.correction!.coefficients;
    expect(side!.name).toBe("side");
    expect(side!.interval!.low).toBeLessThan(0.8);
    expect(side!.interval!.high).toBeGreaterThan(0.6);
    expect(corrected.correction).toMatchObject({ judgmentCount: 150 * 6 * 3, leftOutCount: 0 });
    const spread = (of: Leaderboard) => of.rows[0]!.strength! - of.rows.at(-1)!.strength!;
    expect(spread(corrected)).toBeGreaterThan(spread(rank(biased.evidence)));
  });

  it("says how sure a lead is under a correction too", () => {
    const { evidence: own, judgments } = makeEvidence({ ...plan, tieShare: 0 });
    const [plain, corrected] = [rank(own), rank(own, { correct: ["side"] }, judgments)];
    corrected.rows.slice(0, -1).forEach(({ lead }, at) => expect(lead!.error! / plain.rows[at]!.lead!.error!).toBeCloseTo(1, 0));
    expect(corrected.rows.at(-1)!.lead).toBeNull();
  });

  it("takes a planted liking for larger edits out", () => {
    // Every generator is as good; d always changed twice as much, and people follow the amount.
    const { evidence: own, judgments } = makeEvidence({ ...plan, strengths: [0, 0, 0, 0], magnitudeBias: 2, tieShare: 0, qualityNoise: 0, changedShares: [0.2, 0.2, 0.2, 0.4] });
    const [plain, corrected] = [rank(own), rank(own, { correct: ["magnitude"] }, judgments)];
    expect(plain.rows[0]).toMatchObject({ generator: "d", rank: 1 });
    expect(plain.rows[0]!.interval!.low).toBeGreaterThan(0);
    const [magnitude] = corrected.correction!.coefficients;
    expect(magnitude).toMatchObject({ name: "magnitude" });
    expect(magnitude!.interval!.low).toBeGreaterThan(0);
    const of = (name: string) => corrected.rows.find(({ generator }) => generator === name)!;
    expect(of("d").interval!.low).toBeLessThan(0);
    expect(of("d").interval!.high).toBeGreaterThan(0);
  });

  it("leaves out, and counts, judgments of edits whose amount is not known", () => {
    const { evidence: own, judgments } = makeEvidence({ ...plan, tieShare: 0 });
    const unknown: Evidence = { ...own, candidates: own.candidates.map((candidate, at) => (at < 4 ? { ...candidate, changedShare: null } : candidate)) };
    expect(rank(unknown, { correct: ["magnitude"] }, judgments).correction).toMatchObject({ judgmentCount: 149 * 6 * 3, leftOutCount: 6 * 3 });
  });

  it("writes every row and every meeting", () => {
    expect(toCsv(toLeaderboardTable([board])).trimEnd().split("\r\n")).toHaveLength(1 + 4);
    expect(toCsv(toWinMatrixTable([board])).trimEnd().split("\r\n")).toHaveLength(1 + 4 * 3);
  });
});

describe("what cannot be ranked", () => {
  it("is not ranked across groups that never met", () => {
    const board = rank(evidenceOf([["one", "two", [2, 1, 0, 0, 0]], ["three", "four", [1, 2, 0, 0, 0]]]));
    expect(board.warnings[0]).toEqual({ kind: "disconnected", groups: [["four", "three"], ["one", "two"]] });
    expect(board.rows.map(({ rank: place, strength }) => [place, strength])).toEqual(board.rows.map(() => [null, null]));
  });

  it("is held by a stated penalty where somebody never lost", () => {
    const board = rank(evidenceOf([["one", "two", [3, 0, 0, 0, 0]], ["two", "three", [2, 1, 0, 0, 0]]]));
    expect(board.warnings.find(({ kind }) => kind === "unbounded")).toMatchObject({ penalty: 0.01, groups: [["one"], ["three", "two"]] });
    expect(board).toMatchObject({ penalty: 0.01 });
    expect(board.rows[0]).toMatchObject({ generator: "one", rank: 1 });
    expect(Number.isFinite(board.rows[0]!.strength)).toBe(true);
  });

  it("stands empty without judgments", () => {
    expect(rank(evidenceOf([["one", "two", [0, 0, 0, 0, 4]]]))).toMatchObject({ rows: [], matrix: [], tieShare: null, judgmentCount: 0, warnings: [] });
  });
});
