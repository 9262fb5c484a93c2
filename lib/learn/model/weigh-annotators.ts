import { computeLeaveOneOutCredits } from "../../stats/index.ts";
import type { LearnJudgment } from "./training-set.ts";

/** Agreement with the others before any is seen: four of five. */
const PRIOR = { right: 4, asked: 5 };
const RANGE = [0.55, 0.99] as const;

/** `accuracy`: how often they answer as the others do, shrunk to 0.8; `weight`: of one of their answers, 1 on average over answers. */
export type AnnotatorWeight = { accuracy: number; weight: number; n: number };

const CHOICE = { "1": "a", "-1": "b", "0": "neither" } as const;

/**
 * What each person's answers weigh: (2 · accuracy − 1)², the part of an answer's information that is left when it is wrong
 * so often by chance. `judgments` holds the lists of all dimensions.
 */
export function weighAnnotators(judgments: readonly (readonly LearnJudgment[])[], annotatorCount: number): AnnotatorWeight[] {
  const right = new Float64Array(annotatorCount).fill(PRIOR.right);
  const asked = new Float64Array(annotatorCount).fill(PRIOR.asked);
  const n = new Float64Array(annotatorCount);
  for (const list of judgments) {
    const credits = computeLeaveOneOutCredits(list.map(({ comparison, outcome }) => ({ comparison: String(comparison), choice: CHOICE[`${outcome}`], isExcluded: false })));
    for (const [index, { annotator }] of list.entries()) {
      n[annotator]! += 1;
      const credit = credits[index];
      if (credit === null || credit === undefined) continue;
      right[annotator]! += credit;
      asked[annotator]! += 1;
    }
  }
  const accuracies = Array.from(right, (value, index) => Math.min(RANGE[1], Math.max(RANGE[0], value / asked[index]!)));
  const raw = accuracies.map((accuracy) => (2 * accuracy - 1) ** 2);
  const total = n.reduce((sum, value) => sum + value, 0);
  const mean = total === 0 ? 1 : raw.reduce((sum, weight, index) => sum + weight * n[index]!, 0) / total;
  return accuracies.map((accuracy, index) => ({ accuracy, weight: raw[index]! / mean, n: n[index]! }));
}
