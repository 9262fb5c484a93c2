import type { Report } from "#lib/report/index.ts";
import { formatCount, formatPercent } from "../../../../_components/figure.ts";
import { SectionTitle } from "../../../_components/section-title.tsx";

/** The rules behind the figures, so that a reader can repeat them. */
export function MethodNote({ report: { method, progress } }: { report: Report }) {
  const rules = [
    "Consensus: the most frequent of A, B and equal among counted answers of one comparison; both bad counts as equal; equal leaders are undecided; skips count nowhere. Where a reviewer decided, the decision is the consensus; agreement and win rates stay with the annotators’ answers.",
    "Accuracy: over comparisons whose consensus is A or B, pooled; an equal or missing score is wrong. Half credit: an equal score earns one half. By task type: mean of the accuracies of the task types.",
    "Human ceiling: each A or B answer against the majority of the other answers of its comparison (a tie of the others is one half), mean over comparisons with two answers or more, undecided ones included. A reference line, not a bound: a scorer may follow a noisy majority better than one person.",
    `Intervals: ${formatPercent(method.confidence, 0)}, by resampling whole items ${formatCount(method.replicates)} times (percentile cluster bootstrap, seed ${method.seed}). The same judgments give the same figures.`,
    `Left out: judgments that came too late to count, and those of excluded people (${formatCount(progress.leftOutCount)}).`,
  ];
  return (
    <>
      <SectionTitle title="How these figures are made" />
      <ul className="max-w-4xl list-disc space-y-1 pl-5 text-base text-ink-soft">
        {rules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
    </>
  );
}
