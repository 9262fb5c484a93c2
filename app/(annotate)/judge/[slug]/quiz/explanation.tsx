"use client";

import { useTranslations } from "next-intl";
import type { SideVerdict } from "#lib/judgment/index.ts";
import type { QuizFeedback } from "#lib/quiz/index.ts";
import { Button } from "../../../../_components/button.tsx";
import { useDimensionName } from "../../../../_components/dimension-name.ts";
import { useVerdictWords } from "../../../_pair/use-verdict-words.ts";

/** What was right and why, under the pictures it is about. */
export function Explanation({ feedback, dimensions, onNext }: { feedback: QuizFeedback; dimensions: readonly string[]; onNext: () => void }) {
  const t = useTranslations("quiz.explanation");
  const nameDimension = useDimensionName();
  const words = useVerdictWords();
  const nameValue = (value: SideVerdict["value"]) => words({ value });
  const { expected, given, explanation, standing } = feedback;
  return (
    <section aria-label={t("label")} className="max-h-[45dvh] shrink-0 overflow-y-auto border-t border-line px-4 py-3">
      <div className="mx-auto flex max-w-4xl flex-col gap-2">
        <div role="status">
          <h2 className="text-lead font-semibold">{t(feedback.isRight ? "right" : "wrong")}</h2>
        </div>
        {explanation ? <p className="max-w-prose text-base">{explanation}</p> : null}
        <ul className="divide-y divide-line border-y border-line">
          {dimensions
            .filter((dimension) => expected[dimension])
            .map((dimension) => {
              const [own, known] = [given[dimension]?.value ?? "skip", expected[dimension]!.value];
              return (
                <li key={dimension} className="flex flex-wrap items-baseline gap-x-4 py-1 text-base">
                  <span className="min-w-40 font-medium">{nameDimension(dimension)}</span>
                  <span>{own === known ? t("matches", { given: nameValue(own) }) : t("differs", { given: nameValue(own), expected: nameValue(known) })}</span>
                </li>
              );
            })}
        </ul>
        <Button variant="primary" className="self-end" onClick={onNext} autoFocus>
          {t(standing.state === "running" ? "next" : "result")}
        </Button>
      </div>
    </section>
  );
}
