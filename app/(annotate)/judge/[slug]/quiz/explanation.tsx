"use client";

import type { SideVerdict } from "#lib/judgment/index.ts";
import type { QuizFeedback } from "#lib/quiz/index.ts";
import { Button } from "../../../../_components/button.tsx";
import { dimensionName } from "../../../../_components/english-figures.ts";

const WORDS: Record<SideVerdict["value"], string> = { left: "A", right: "B", tie: "equal", both_bad: "both bad", skip: "can’t tell" };

/** What was right and why, under the pictures it is about. */
export function Explanation({ feedback, dimensions, onNext }: { feedback: QuizFeedback; dimensions: readonly string[]; onNext: () => void }) {
  const { expected, given, explanation, standing } = feedback;
  return (
    <section aria-label="Explanation" className="max-h-[45dvh] shrink-0 overflow-y-auto border-t border-line px-4 py-3">
      <div className="mx-auto flex max-w-4xl flex-col gap-2">
        <h2 role="status" className="text-lead font-semibold">
          {feedback.isRight ? "✓ Right" : "✗ Not quite"}
        </h2>
        {explanation ? <p className="max-w-prose text-base">{explanation}</p> : null}
        <ul className="divide-y divide-line border-y border-line">
          {dimensions
            .filter((dimension) => expected[dimension])
            .map((dimension) => {
              const [own, known] = [given[dimension]?.value ?? "skip", expected[dimension]!.value];
              return (
                <li key={dimension} className="flex flex-wrap items-baseline gap-x-4 py-1 text-base">
                  <span className="min-w-40 font-medium">{dimensionName(dimension)}</span>
                  <span>{own === known ? `✓ ${WORDS[own]}` : `✗ you said ${WORDS[own]}; it is ${WORDS[known]}`}</span>
                </li>
              );
            })}
        </ul>
        <Button variant="primary" className="self-end" onClick={onNext} autoFocus>
          {standing.state === "running" ? "Next" : "See the result"}
        </Button>
      </div>
    </section>
  );
}
