import { expect, test } from "vitest";
import { computeStrengthPosterior, estimateAgreement, guessStrengths, STRENGTH_MODEL } from "#lib/stats/index.ts";
import { createRandom } from "#lib/perturbation/random.ts";

/** Standard normal draws (Box and Muller) from a seed. */
function drawNormals(seed: number): () => number {
  const { next } = createRandom(seed);
  return () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}

/** Pairs whose scores correlate with strengths by `agreement`, each judged once. */
function simulate(agreement: number, count: number) {
  const draw = drawNormals(7);
  const candidate = () => {
    const score = draw();
    return { score, strength: Math.sqrt(STRENGTH_MODEL.priorVariance) * (agreement * score + Math.sqrt(1 - agreement ** 2) * draw()) };
  };
  return Array.from({ length: count }, () => {
    const [first, second] = [candidate(), candidate()];
    const firstWins = first.strength - second.strength + Math.sqrt(STRENGTH_MODEL.noiseVariance) * draw() > 0 ? 1 : 0;
    return { difference: first.score - second.score, firstWins, secondWins: 1 - firstWins };
  });
}

test("without judgments a scorer is taken to go half way with people", () => {
  expect(estimateAgreement([])).toBeCloseTo(0.475, 10);
});

test.each([0, 0.4, 0.8])("a planted agreement of %f is found again", (agreement) => {
  expect(Math.abs(estimateAgreement(simulate(agreement, 6_000)) - agreement)).toBeLessThan(0.06);
});

test("a scorer that goes against people says nothing", () => {
  const against = simulate(0.8, 2_000).map(({ difference, ...wins }) => ({ difference: -difference, ...wins }));
  expect(estimateAgreement(against)).toBeLessThan(0.02);
});

test("a first guess moves means, narrows beliefs, and gives way to judgments", () => {
  const { means, model } = guessStrengths([1, 0, -1], 0.6);
  expect(means).toEqual([0.6 * Math.sqrt(0.5), 0, -0.6 * Math.sqrt(0.5)]);
  expect(model.priorVariance).toBeCloseTo(0.5 * 0.64, 12);
  const nobody = computeStrengthPosterior([[0, 0, 0], [0, 0, 0], [0, 0, 0]], model, means);
  expect(nobody.mean.map((mean, index) => Math.abs(mean - means[index]!) < 1e-12)).toEqual([true, true, true]);
  const people = computeStrengthPosterior([[0, 0, 0], [0, 0, 0], [30, 0, 0]], model, means);
  expect(people.mean[2]!).toBeGreaterThan(people.mean[0]!);
});
