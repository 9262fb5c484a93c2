"use client";

import { useTranslations } from "next-intl";
import { useDimensionName } from "../../../../_components/dimension-name.ts";
import { Checkbox, Textarea } from "../../../../_components/field.tsx";
import { withCritique } from "../answers/change-draft.ts";
import { type DraftCritique, EMPTY_CRITIQUE } from "../answers/draft.ts";
import { SCALE_STEPS } from "../answers/questions.ts";
import type { BlockProps } from "./block-props.ts";
import { QuestionRow } from "./question-row.tsx";
import { ScoreChoice } from "./score-choice.tsx";

const SCORES = [
  { field: "following", dimension: "prompt_following" },
  { field: "quality", dimension: "visual_quality" },
] as const;

/** For each candidate two scores, a critique, a better instruction, and whether to stop editing. */
export function CritiqueBlock({ names, answers, isArmed, isNarrow }: BlockProps<"critique">) {
  const t = useTranslations("blocks");
  const nameDimension = useDimensionName();
  const activeKey = answers.questions[answers.active]?.key;
  return names.map((name, place) => {
    const key = `critique ${place}`;
    if (isNarrow && key !== activeKey) return null;
    const critique = answers.draft.parts.critiques?.[place] ?? EMPTY_CRITIQUE;
    const set = (change: Partial<DraftCritique>, isSameStep = false) => answers.change((draft) => withCritique(draft, place, change, names.length), { isSameStep });
    const form = (
      <div className="grid grid-cols-1 gap-2 md:grid-cols-2">
        {SCORES.map(({ field, dimension }) => (
          <div key={field} className="flex flex-col gap-1">
            <span className="text-small text-ink-soft">{nameDimension(dimension)}</span>
            <ScoreChoice label={t("scoreOf", { label: nameDimension(dimension), picture: name })} steps={SCALE_STEPS["0-10"]} value={critique[field]} isEnabled={isArmed} isBig={isNarrow} onChoose={(value) => set({ [field]: value })} />
          </div>
        ))}
        <Textarea aria-label={t("critique.text", { picture: name })} placeholder={t("critique.textHint")} maxLength={4_000} value={critique.critique} disabled={!isArmed} onChange={(event) => set({ critique: event.target.value }, true)} className="min-h-14" />
        <Textarea aria-label={t("critique.better", { picture: name })} placeholder={t("critique.betterHint")} maxLength={2_000} value={critique.betterInstruction} disabled={!isArmed} onChange={(event) => set({ betterInstruction: event.target.value }, true)} className="min-h-14" />
        <Checkbox label={t("critique.stop")} checked={critique.stop} disabled={!isArmed} onChange={(event) => set({ stop: event.target.checked })} />
      </div>
    );
    return isNarrow ? (
      <div key={key} className="flex flex-col gap-2">
        <p className="text-base font-semibold">{name}</p>
        {form}
      </div>
    ) : (
      <QuestionRow key={key} title={t("critique.title", { picture: name })} isActive={key === activeKey} onActivate={() => answers.goTo(key)}>
        {form}
      </QuestionRow>
    );
  });
}
