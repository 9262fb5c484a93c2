import { type CeilingCounts, creditAgainst } from "./human-ceiling.ts";

/** One person's answer to one comparison in one dimension. `neither` is everything but A and B; skips are left out by the caller. */
export type LeaveOneOutAnswer = {
  comparison: string;
  choice: "a" | "b" | "neither";
  /** An excluded person's answer is measured against the others, but counts among nobody's others. */
  isExcluded: boolean;
};

function countByComparison(answers: readonly LeaveOneOutAnswer[]): Map<string, CeilingCounts> {
  const counts = new Map<string, CeilingCounts>();
  for (const { comparison, choice, isExcluded } of answers) {
    if (isExcluded) continue;
    const count = counts.get(comparison) ?? { a: 0, b: 0, neither: 0 };
    count[choice] += 1;
    counts.set(comparison, count);
  }
  return counts;
}

/**
 * What each decisive answer earns against the majority of the others on its comparison: 1 with it, 0 against it, ½ where
 * they are split between A and B. In the order of the input; null for an answer that prefers neither, and where nobody else
 * answered. A person's mean is agreement with the others; averaged within and then over comparisons it is the human ceiling.
 */
export function computeLeaveOneOutCredits(answers: readonly LeaveOneOutAnswer[]): (number | null)[] {
  const counts = countByComparison(answers);
  return answers.map(({ comparison, choice, isExcluded }) => {
    if (choice === "neither") return null;
    const others = { ...(counts.get(comparison) ?? { a: 0, b: 0, neither: 0 }) };
    if (!isExcluded) others[choice] -= 1;
    if (others.a + others.b + others.neither === 0) return null;
    return choice === "a" ? creditAgainst(others.a, others.b) : creditAgainst(others.b, others.a);
  });
}
