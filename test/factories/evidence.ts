import { createEvidenceBuilder, type Evidence, type JudgmentColumns, toJudgmentColumns } from "#lib/evidence/index.ts";
import { DIMENSIONS, type DimensionName } from "#lib/project/index.ts";
import { computeLogistic, createRandom } from "#lib/stats/index.ts";

export type EvidencePlan = {
  items: number;
  /** Every two of these are compared. */
  generators: readonly string[];
  annotators: number;
  judgmentsPerComparison: number;
  dimensions?: DimensionName[];
  taskTypes?: readonly string[];
  /** True strength by generator; the later the stronger where it is left out. */
  strengths?: readonly number[];
  /** Log-odds that the left side gains. */
  sideBias?: number;
  /** Log-odds that an edit gains by having changed all against nothing: times (a − b)/(a + b) of the changed shares. */
  magnitudeBias?: number;
  /** Mean changed share by generator; any amount where it is left out. */
  changedShares?: readonly number[];
  /** Deviation of a candidate's quality from its generator's strength. */
  qualityNoise?: number;
  tieShare?: number;
  /** By scorer: passes, and its noise beside a true preference of sd 1. */
  scorers?: readonly { name: string; passes: number; noise: number }[];
  seed?: number;
};

/** Normal numbers from a seeded source. */
export function createNormal(random: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function addScorers(builder: ReturnType<typeof createEvidenceBuilder>, candidates: readonly { id: string; quality: number }[], { scorers = [], dimensions = ["overall"] }: EvidencePlan, normal: () => number): void {
  for (const { name, passes, noise } of scorers) {
    builder.addScorer({ id: name, name, kind: "file", hash: name, scale: [0, 10], passCount: passes, isAverageFirst: false });
    for (const { id, quality } of candidates) for (const dimension of dimensions) for (let pass = 0; pass < passes; pass += 1) builder.addScore({ scorerId: name, candidateId: id, dimension, pass, value: Math.round(10 * (5 + quality + noise * normal())) / 10 });
  }
}

/** Seeded evidence with known truth: Bradley-Terry by quality, ties at a fixed rate. Items are `i0` …, candidates `i0/generator`, comparisons `i0/first-second`. */
export function makeEvidence(plan: EvidencePlan): { evidence: Evidence; judgments: JudgmentColumns } {
  const { generators, dimensions = ["overall"], taskTypes = ["subject-add", "color_alter"], sideBias = 0, magnitudeBias = 0, qualityNoise = 0.5, tieShare = 0.1, seed = 7 } = plan;
  const random = createRandom(seed);
  const normal = createNormal(random);
  const strengths = plan.strengths ?? generators.map((_, at) => at * 0.5);
  const builder = createEvidenceBuilder(DIMENSIONS.filter((dimension) => dimensions.includes(dimension)));
  const candidates: { id: string; quality: number; changed: number }[] = [];
  const pairs: { id: string; a: number; b: number }[] = [];
  for (let item = 0; item < plan.items; item += 1) builder.addItem({ id: `i${item}`, externalId: `i${item}`, taskType: taskTypes[item % taskTypes.length] ?? null, clusterName: `s${item}` });
  for (let item = 0; item < plan.items; item += 1) {
    const first = candidates.length;
    for (const [at, generator] of generators.entries()) {
      const quality = strengths[at]! + qualityNoise * normal();
      const changed = plan.changedShares ? plan.changedShares[at]! * (0.5 + random()) : random();
      candidates.push({ id: `i${item}/${generator}`, quality, changed });
      builder.addCandidate({ id: `i${item}/${generator}`, externalId: generator, itemId: `i${item}`, generator, origin: "generator", changedShare: changed, pixels: 250_000 + Math.floor(random() * 1e6), sharpness: 100 * random() });
    }
    for (let a = 0; a < generators.length; a += 1) for (let b = a + 1; b < generators.length; b += 1) pairs.push({ id: `i${item}/${generators[a]}-${generators[b]}`, a: first + a, b: first + b });
  }
  for (const { id, a, b } of pairs) builder.addComparison({ id, aId: candidates[a]!.id, bId: candidates[b]!.id });
  const rows: Parameters<typeof toJudgmentColumns>[0][number][] = [];
  for (const [comparison, { a, b }] of pairs.entries()) {
    for (let vote = 0; vote < plan.judgmentsPerComparison; vote += 1) {
      const annotator = (comparison + vote) % plan.annotators;
      const side = random() < 0.5 ? 1 : -1;
      for (const [dimension, name] of dimensions.entries()) {
        const [x, y] = [candidates[a]!, candidates[b]!];
        const chance = computeLogistic(x.quality - y.quality + side * sideBias + (magnitudeBias * (x.changed - y.changed)) / (x.changed + y.changed || 1));
        const verdict = random() < tieShare ? 2 : random() < chance ? 0 : 1;
        builder.tallyOf(name)!.people[comparison * 5 + verdict]! += 1;
        rows.push({ comparison, annotator, dimension, verdict, side, durationMs: 2_000 + Math.floor(random() * 8_000) });
      }
    }
  }
  addScorers(builder, candidates, plan, normal);
  const annotators = Array.from({ length: plan.annotators }, (_, at) => ({ id: `p${at}`, name: `p${at}`, simulated: false, excluded: false }));
  return { evidence: builder.build(), judgments: toJudgmentColumns(rows, annotators) };
}
