"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "../../../../_components/button.tsx";
import { Input } from "../../../../_components/field.tsx";
import { withCriteria } from "../answers/change-draft.ts";
import type { DraftCriterion } from "../answers/draft.ts";
import { SCALE_STEPS } from "../answers/questions.ts";
import type { BlockProps } from "./block-props.ts";
import { QuestionRow } from "./question-row.tsx";
import { ScoreChoice } from "./score-choice.tsx";

/** Criteria that the annotator names for this case, each scored 0 to 10 for both sides. */
export function CriteriaBlock({ block, names, answers, isArmed, isNarrow }: BlockProps<"criteria">) {
  const t = useTranslations("blocks");
  const j = useTranslations("judge");
  const empty = (): DraftCriterion => ({ name: "", scores: names.map(() => null) });
  const given = answers.draft.parts.criteria ?? [];
  // The least number of rows is there from the start.
  const rows = [...given, ...Array.from({ length: Math.max(0, block.min - given.length) }, empty)];
  const isActive = answers.questions[answers.active]?.kind === "criteria";
  if (isNarrow && !isActive) return null;
  const change = (index: number, criterion: DraftCriterion, isTyped: boolean) => answers.change((draft) => withCriteria(draft, rows.map((row, at) => (at === index ? criterion : row))), { isSameStep: isTyped });
  const form = (
    <div className="flex flex-col gap-2">
      {rows.map((row, index) => (
        <div key={index} className="grid grid-cols-1 items-center gap-2 md:grid-cols-[minmax(120px,1fr)_2fr_2fr_auto]" role="group" aria-label={t("criteria.row", { number: index + 1 })}>
          <Input aria-label={t("criteria.name", { number: index + 1 })} placeholder={t("criteria.row", { number: index + 1 })} maxLength={80} value={row.name} disabled={!isArmed} onChange={(event) => change(index, { ...row, name: event.target.value }, true)} />
          {names.map((name, place) => (
            <div key={name} className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-2">
              <span className="text-base font-semibold">{name}</span>
              <ScoreChoice label={t("scoreOf", { label: t("criteria.row", { number: index + 1 }), picture: name })} steps={SCALE_STEPS["0-10"]} value={row.scores[place]} isEnabled={isArmed} isBig={isNarrow} onChoose={(value) => change(index, { ...row, scores: row.scores.map((score, at) => (at === place ? value : score)) }, false)} />
            </div>
          ))}
          <button type="button" aria-label={t("criteria.remove", { number: index + 1 })} disabled={!isArmed || rows.length <= block.min} onClick={() => answers.change((draft) => withCriteria(draft, rows.toSpliced(index, 1)))} className="p-1 text-ink-soft disabled:invisible">
            <X size={16} />
          </button>
        </div>
      ))}
      {rows.length < block.max ? (
        <Button size="small" className="self-start" disabled={!isArmed} onClick={() => answers.change((draft) => withCriteria(draft, [...rows, empty()]))}>
          <Plus size={14} /> {t("criteria.another")}
        </Button>
      ) : null}
    </div>
  );
  return isNarrow ? form : (
    <QuestionRow title={j("asked.criteria")} hint={t("criteria.hint", { min: block.min, max: block.max })} isActive={isActive} onActivate={() => answers.goTo("criteria")}>
      {form}
    </QuestionRow>
  );
}
