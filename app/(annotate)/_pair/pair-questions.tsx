"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { SideVerdictValue } from "#lib/judgment/index.ts";
import { classNames } from "../../_components/class-names.ts";
import { useDimensionName } from "../../_components/dimension-name.ts";
import { Input } from "../../_components/field.tsx";
import type { PairDraft } from "./use-pair-draft.ts";

const OPTIONS: { value: SideVerdictValue; key: string }[] = [
  { value: "left", key: "1" },
  { value: "tie", key: "2" },
  { value: "right", key: "3" },
  { value: "both_bad", key: "4" },
  { value: "skip", key: "0" },
];

export type PairOffer = { strength: boolean; bothBad: boolean; cannotJudge: boolean; reasons: readonly string[]; comment: boolean };
type QuestionsProps = { dimensions: readonly string[]; draft: PairDraft; offer: PairOffer; isArmed: boolean; beside?: (dimension: string) => ReactNode; isMarked?: (dimension: string) => boolean };

export function isOffered(value: SideVerdictValue, offer: PairOffer): boolean {
  return (value !== "both_bad" || offer.bothBad) && (value !== "skip" || offer.cannotJudge);
}

function Details({ dimension, draft, offer }: { dimension: string; draft: PairDraft; offer: PairOffer }) {
  const t = useTranslations("adjudication");
  const nameDimension = useDimensionName();
  const { reasons = {}, comments = {} } = draft.answer.parts;
  return (
    <div className="col-span-full flex flex-wrap items-center gap-1 pb-1">
      {offer.reasons.map((reason) => (
        <button key={reason} type="button" aria-pressed={reasons[dimension]?.includes(reason) ?? false} onClick={() => draft.toggleReason(dimension, reason)} className="h-7 rounded-full border border-line px-2 text-small text-ink-soft hover:border-line-strong aria-pressed:border-ink aria-pressed:bg-ink aria-pressed:text-ground">
          {reason}
        </button>
      ))}
      {offer.comment ? <Input aria-label={t("commentOn", { dimension: nameDimension(dimension) })} placeholder={t("comment")} maxLength={2_000} value={comments[dimension] ?? ""} onChange={(event) => draft.setComment(dimension, event.target.value)} className="h-8 min-w-48 flex-1" /> : null}
    </div>
  );
}

/** One row a question, the active one marked; digits answer it. `beside` puts something next to a question, such as answers of others. */
export function PairQuestions({ dimensions, draft, offer, isArmed, beside, isMarked }: QuestionsProps) {
  const t = useTranslations("adjudication");
  const nameDimension = useDimensionName();
  const options = OPTIONS.filter((option) => isOffered(option.value, offer));
  return (
    <div className="flex flex-col">
      {dimensions.map((dimension, index) => {
        const given = draft.answer.verdicts[dimension];
        const isActive = index === draft.active;
        return (
          <div key={dimension} role="radiogroup" aria-label={nameDimension(dimension)} onClick={() => isActive || draft.activate(index)} className={classNames("grid min-h-11 grid-cols-1 items-center gap-x-4 gap-y-1 border-l-2 py-1 pr-2 pl-3 md:grid-cols-[minmax(180px,1fr)_minmax(0,3fr)]", isActive ? "border-accent bg-surface" : "border-transparent")}>
            <div className="flex min-w-0 flex-wrap items-center gap-2">
              <span className={classNames("text-base", isActive ? "font-semibold" : "text-ink-soft")}>{nameDimension(dimension)}</span>
              {isMarked?.(dimension) ? <span className="rounded-full bg-attention-soft px-2 text-small text-attention">{t("differs")}</span> : null}
              {beside?.(dimension)}
            </div>
            <div className="grid gap-1" style={{ gridTemplateColumns: `repeat(${options.length}, minmax(0, 1fr))` }}>
              {options.map(({ value, key }) => {
                const isChosen = given?.value === value;
                return (
                  <button key={value} type="button" role="radio" aria-checked={isChosen} disabled={!isArmed} onClick={(event) => draft.choose(index, value, event.shiftKey && offer.strength)} className={classNames("inline-flex h-9 min-w-0 items-center justify-center gap-1 rounded-control border px-1 text-small transition-colors md:text-base duration-100 disabled:opacity-50", isChosen ? "border-ink bg-ink font-semibold text-ground" : "border-line bg-surface text-ink hover:border-line-strong")}>
                    <span className={classNames("hidden text-small tabular-nums md:inline", isChosen ? "opacity-70" : "text-ink-faint")}>{key}</span>
                    <span className="truncate">{t(`values.${value}`)}</span>
                    {isChosen && given.strength === 2 ? <span className="text-small font-normal">{t("clearly")}</span> : null}
                  </button>
                );
              })}
            </div>
            {isActive && (offer.reasons.length > 0 || offer.comment) ? <Details dimension={dimension} draft={draft} offer={offer} /> : null}
          </div>
        );
      })}
    </div>
  );
}
