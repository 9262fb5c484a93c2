"use client";

import { useTranslations } from "next-intl";
import type { SideVerdict, SideVerdictValue } from "#lib/judgment/index.ts";
import { Button } from "../../../../_components/button.tsx";
import { classNames } from "../../../../_components/class-names.ts";
import { knownDimension, useDimensionName } from "../../../../_components/dimension-name.ts";
import { Kbd } from "../../../../_components/kbd.tsx";
import type { Answers } from "../use-answers.ts";

/** `sign` stands in place of the word on small screens. */
const OPTIONS: { value: SideVerdictValue; key: string; sign?: string }[] = [
  { value: "left", key: "1" },
  { value: "tie", key: "2", sign: "=" },
  { value: "right", key: "3" },
  { value: "both_bad", key: "4" },
  { value: "skip", key: "0" },
];

function Hint({ dimension }: { dimension: string }) {
  const d = useTranslations("dimensions");
  const known = knownDimension(dimension);
  return known ? <p className="hidden truncate text-small text-ink-faint lg:block">{d(`${known}.hint`)}</p> : null;
}

type BlockProps = {
  dimensions: readonly string[];
  answers: Answers;
  active: number;
  isArmed: boolean;
  isComplete: boolean;
  hasAnswers: boolean;
  waitingText: string;
  onAnswer: (index: number, value: SideVerdictValue, isClear: boolean) => void;
  onActivate: (index: number) => void;
  onTakeBack: () => void;
  onSend: () => void;
};

function OptionButton({ option, given, isEnabled, isBig, onChoose }: { option: (typeof OPTIONS)[number]; given?: SideVerdict; isEnabled: boolean; isBig?: boolean; onChoose: (isClear: boolean) => void }) {
  const t = useTranslations("judge");
  const isChosen = given?.value === option.value;
  return (
    <button
      type="button"
      role="radio"
      aria-checked={isChosen}
      disabled={!isEnabled}
      onClick={(event) => onChoose(event.shiftKey)}
      className={classNames(
        "inline-flex items-center justify-center gap-2 rounded-control border text-base transition-colors duration-100 disabled:opacity-50",
        isBig ? "h-13 flex-1 px-2 font-medium" : "h-8 px-2",
        isChosen ? "border-ink bg-ink font-semibold text-ground" : "border-line bg-surface text-ink hover:border-line-strong",
      )}
    >
      {isBig ? null : <span className={classNames("text-small tabular-nums", isChosen ? "opacity-70" : "text-ink-faint")}>{option.key}</span>}
      {isBig && option.sign ? option.sign : t(`options.${option.value}`)}
      {isChosen && given?.strength === 2 ? <span className="text-small font-normal">{t("clearly")}</span> : null}
    </button>
  );
}

/** All questions at once, the active one marked; digits answer it. For wide screens. */
function WideQuestions({ dimensions, answers, active, isArmed, onAnswer, onActivate }: BlockProps) {
  const dimensionName = useDimensionName();
  return (
    <div className="hidden flex-col md:flex">
      {dimensions.map((dimension, index) => (
        <div
          key={dimension}
          role="radiogroup"
          aria-label={dimensionName(dimension)}
          onClick={() => onActivate(index)}
          className={classNames("grid min-h-13 grid-cols-[minmax(220px,1.3fr)_minmax(0,3fr)] items-center gap-4 border-l-2 py-1 pr-2 pl-3", index === active ? "border-accent bg-surface" : "border-transparent")}
        >
          <div className="min-w-0">
            <p className={classNames("text-base", index === active ? "font-semibold" : "text-ink-soft")}>{dimensionName(dimension)}</p>
            {index === active ? <Hint dimension={dimension} /> : null}
          </div>
          <div className="grid grid-cols-5 gap-1">
            {OPTIONS.map((option) => (
              <OptionButton key={option.value} option={option} given={answers[dimension]} isEnabled={isArmed} onChoose={(isClear) => onAnswer(index, option.value, isClear)} />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}

/** One question at a time with large targets under the thumb. For phones. */
function NarrowQuestions({ dimensions, answers, active, isArmed, onAnswer, onActivate }: BlockProps) {
  const t = useTranslations("judge");
  const dimensionName = useDimensionName();
  const dimension = dimensions[active] ?? "";
  const rows = [OPTIONS.slice(0, 3), OPTIONS.slice(3)];
  return (
    <div className="flex flex-col gap-2 md:hidden">
      <div className="flex items-center justify-between">
        <p className="text-base font-semibold">{dimensionName(dimension)}</p>
        <div className="flex gap-1" role="tablist" aria-label={t("questions")}>
          {dimensions.map((name, index) => (
            <button key={name} type="button" role="tab" aria-selected={index === active} aria-label={dimensionName(name)} onClick={() => onActivate(index)} className="flex size-8 items-center justify-center">
              <span className={classNames("size-2.5 rounded-full border", answers[name] ? "border-ink bg-ink" : "border-line-strong", index === active && "ring-2 ring-accent ring-offset-2 ring-offset-ground")} />
            </button>
          ))}
        </div>
      </div>
      <div role="radiogroup" aria-label={dimensionName(dimension)} className="flex flex-col gap-2">
        {rows.map((row) => (
          <div key={row[0]?.value} className="flex gap-2">
            {row.map((option) => (
              <OptionButton key={option.value} option={option} given={answers[dimension]} isEnabled={isArmed} isBig onChoose={() => onAnswer(active, option.value, false)} />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

export function QuestionBlock(props: BlockProps) {
  const t = useTranslations("judge");
  const { isArmed, isComplete, hasAnswers, waitingText, onTakeBack, onSend } = props;
  return (
    <section aria-label={t("questions")} className="shrink-0 border-t border-line px-3 py-3">
      <WideQuestions {...props} />
      <NarrowQuestions {...props} />
      <div className="mt-2 flex items-center justify-between gap-3">
        <p aria-live="polite" className="text-small text-ink-soft">
          {isArmed ? "" : waitingText}
        </p>
        <div className="flex items-center gap-2">
          <Button variant="ghost" onClick={onTakeBack} disabled={!hasAnswers}>
            {t("undo")} <span className="hidden md:inline"><Kbd>⌫</Kbd></span>
          </Button>
          <Button variant="primary" onClick={onSend} disabled={!isArmed || !isComplete} className="min-w-28">
            {t("send")} <span className="hidden text-small opacity-80 md:inline">⏎</span>
          </Button>
        </div>
      </div>
    </section>
  );
}
