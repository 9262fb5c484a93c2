import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";

/** How good each side truly is, 0..1 per dimension, as the edit pipeline labelled it. */
export type TrueQuality = Record<"prompt_following" | "consistency" | "visual_quality" | "overall", number>;

/** From here on, an instruction counts as followed well enough. */
const FOLLOWED_ENOUGH = 0.5;

/**
 * What the demo's people find of an edit overall: once it has done half of what was asked, what counts is how well the rest was
 * kept. It is a taste of their own, as every project has one; the starter was trained on another idea of overall, EditScore's.
 */
export function tasteOverall({ prompt_following, consistency }: Omit<TrueQuality, "overall">): number {
  return Math.min(1, prompt_following / FOLLOWED_ENOUGH) * consistency;
}

export type Simulation = {
  name: string;
  /** Standard deviation of the perceived difference, in units of quality (0..1): 0.05 careful, 0.5 nearly blind. */
  noise: number;
  /** Perceived differences below this are called equal. */
  tieWidth: number;
  /** Added to the left side's advantage: a position bias. */
  leftBias: number;
  /** Median time for a comparison in milliseconds. */
  medianDurationMs: number;
  /** Share of the comparisons open to this person that they judge, 0..1. */
  diligence: number;
};

/** Six people of known, differing reliability: two careful, two ordinary, one leaning left, one hasty. */
export const SIMULATIONS: Simulation[] = [
  { name: "simulated-alder", noise: 0.06, tieWidth: 0.05, leftBias: 0, medianDurationMs: 14_000, diligence: 0.8 },
  { name: "simulated-birch", noise: 0.1, tieWidth: 0.04, leftBias: 0, medianDurationMs: 11_000, diligence: 0.8 },
  { name: "simulated-cedar", noise: 0.16, tieWidth: 0.06, leftBias: 0, medianDurationMs: 9_000, diligence: 0.7 },
  { name: "simulated-dogwood", noise: 0.2, tieWidth: 0.09, leftBias: 0, medianDurationMs: 8_000, diligence: 0.6 },
  { name: "simulated-elm", noise: 0.18, tieWidth: 0.03, leftBias: 0.12, medianDurationMs: 7_000, diligence: 0.5 },
  { name: "simulated-fir", noise: 0.55, tieWidth: 0.02, leftBias: 0.04, medianDurationMs: 2_400, diligence: 0.4 },
];

const BAD_BELOW = 0.25;
const CLEAR_ABOVE = 0.3;
const DURATION_SPREAD = 0.45;

/** A standard normal draw (Box-Muller). */
function drawNormal(random: RandomGenerator): number {
  const radius = Math.sqrt(-2 * Math.log(1 - uniformFloat64(random)));
  return radius * Math.cos(2 * Math.PI * uniformFloat64(random));
}

export type SideVerdict = { value: "left" | "right" | "tie" | "both_bad"; strength?: 1 | 2 };

/** One answer: the true difference, seen through this person's noise and bias. */
export function simulateVerdict(simulation: Simulation, left: number, right: number, random: RandomGenerator): SideVerdict {
  const perceived = left - right + simulation.leftBias + simulation.noise * drawNormal(random);
  if (Math.abs(perceived) < simulation.tieWidth) {
    return { value: Math.max(left, right) < BAD_BELOW ? "both_bad" : "tie" };
  }
  return { value: perceived > 0 ? "left" : "right", strength: Math.abs(perceived) > CLEAR_ABOVE ? 2 : 1 };
}

/** A log-normal time around the person's median, in whole milliseconds. */
export function simulateDuration(simulation: Simulation, random: RandomGenerator): number {
  return Math.round(simulation.medianDurationMs * Math.exp(DURATION_SPREAD * drawNormal(random)));
}
