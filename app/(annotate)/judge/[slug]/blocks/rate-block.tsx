"use client";

import { useTranslations } from "next-intl";
import { useDimensionHint, useDimensionName } from "../../../../_components/dimension-name.ts";
import { withRating } from "../answers/change-draft.ts";
import { dimensionsOfBlock, SCALE_STEPS } from "../answers/questions.ts";
import type { BlockProps } from "./block-props.ts";
import { QuestionRow } from "./question-row.tsx";
import { ScoreChoice } from "./score-choice.tsx";

/** A number on an anchored scale for each dimension and candidate. */
export function RateBlock({ block, names, dimensions, answers, isArmed, isNarrow }: BlockProps<"rate">) {
  const t = useTranslations("blocks");
  const dimensionName = useDimensionName();
  const hintOf = useDimensionHint();
  const steps = SCALE_STEPS[block.scale];
  const active = answers.questions[answers.active];
  const choice = (dimension: string, place: number) => {
    const key = `rate ${dimension} ${place}`;
    return (
      <ScoreChoice
        label={t("scoreOf", { label: dimensionName(dimension), picture: names[place] ?? "" })}
        steps={steps}
        value={answers.draft.parts.ratings?.[place]?.[dimension]}
        anchors={block.anchors}
        isEnabled={isArmed}
        isActive={!isNarrow && active?.key === key}
        isBig={isNarrow}
        onChoose={(value) => {
          answers.goTo(key);
          answers.change((draft) => withRating(draft, dimension, place, value, names.length), { moveOn: true });
        }}
      />
    );
  };
  const anchored = Object.entries(block.anchors).filter(([, words]) => words !== "");
  const anchors = anchored.length > 0 ? <p className="text-small text-ink-soft">{anchored.map(([step, words]) => `${step} ${words}`).join(" · ")}</p> : null;
  if (isNarrow) {
    const { kind, dimension = "", place = 0 } = active ?? {};
    return kind === "rate" ? (
      <div className="flex flex-col gap-2">
        <p className="text-base font-semibold">{names[place]}</p>
        {choice(dimension, place)}
        {anchors}
      </div>
    ) : null;
  }
  return dimensionsOfBlock(block, dimensions).map((dimension) => {
    const isActive = active?.kind === "rate" && active.dimension === dimension;
    return (
      <QuestionRow key={dimension} title={dimensionName(dimension)} hint={hintOf(dimension)} isActive={isActive} onActivate={() => undefined}>
        <div>
          <div className="grid auto-cols-fr grid-flow-col gap-4">
            {names.map((name, place) => (
              <div key={name} className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-2">
                <span className="text-base font-semibold">{name}</span>
                {choice(dimension, place)}
              </div>
            ))}
          </div>
          {isActive ? anchors : null}
        </div>
      </QuestionRow>
    );
  });
}
