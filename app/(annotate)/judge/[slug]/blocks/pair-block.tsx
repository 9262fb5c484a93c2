"use client";

import { useTranslations } from "next-intl";
import type { SideVerdict, SideVerdictValue } from "#lib/judgment/index.ts";
import { classNames } from "../../../../_components/class-names.ts";
import { Input } from "../../../../_components/field.tsx";
import { useDimensionHint, useDimensionName } from "../../../../_components/dimension-name.ts";
import { withComment, withReason, withStrength, withVerdict } from "../answers/change-draft.ts";
import { dimensionsOfBlock } from "../answers/questions.ts";
import type { BlockProps } from "./block-props.ts";
import { QuestionRow } from "./question-row.tsx";

type Props = BlockProps<"pair">;
type Option = { value: SideVerdictValue; key: string };

const OPTIONS: Option[] = [
  { value: "left", key: "1" },
  { value: "tie", key: "2" },
  { value: "right", key: "3" },
  { value: "both_bad", key: "4" },
  { value: "skip", key: "0" },
];

/** What a form offers; the rest is left out, and its key does nothing. */
export function offeredValues(block: Props["block"]): SideVerdictValue[] {
  return OPTIONS.map((option) => option.value).filter((value) => (value !== "both_bad" || block.bothBad) && (value !== "skip" || block.cannotJudge));
}

function OptionButton({ option, given, isEnabled, isBig, onChoose }: { option: Option; given?: SideVerdict; isEnabled: boolean; isBig?: boolean; onChoose: (isClear: boolean) => void }) {
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
      {isBig && option.value === "tie" ? "=" : t(`options.${option.value}`)}
      {isChosen && given?.strength ? <span className="text-small font-normal">{t(given.strength === 2 ? "clearly" : "slightly")}</span> : null}
    </button>
  );
}

const TOGGLE = "h-7 rounded-control border border-line bg-surface px-2 text-small text-ink-soft hover:border-line-strong aria-pressed:border-ink aria-pressed:bg-ink aria-pressed:text-ground max-md:h-9";

/** How much better, why, and a comment: beside the active question, where the form asks for them. */
function Details({ block, dimension, answers, isArmed }: Pick<Props, "block" | "answers" | "isArmed"> & { dimension: string }) {
  const t = useTranslations("judge");
  const dimensionName = useDimensionName();
  const verdict = answers.draft.verdicts[dimension];
  const isSided = verdict?.value === "left" || verdict?.value === "right";
  const given = answers.draft.parts.reasons?.[dimension] ?? [];
  if (!block.comment && block.reasons.length === 0 && !block.strength) return null;
  return (
    <div className="flex flex-wrap items-center gap-1 pt-1">
      {block.strength
        ? ([1, 2] as const).map((strength) => (
            <button key={strength} type="button" className={classNames(TOGGLE, "disabled:opacity-40")} disabled={!isArmed || !isSided} aria-pressed={isSided && verdict.strength === strength} onClick={() => answers.change((draft) => withStrength(draft, dimension, verdict?.strength === strength ? undefined : strength))}>
              {t(strength === 1 ? "slightly" : "clearly")}
            </button>
          ))
        : null}
      {block.reasons.map((reason) => (
        <button key={reason} type="button" className={TOGGLE} disabled={!isArmed} aria-pressed={given.includes(reason)} onClick={() => answers.change((draft) => withReason(draft, dimension, reason))}>
          {reason}
        </button>
      ))}
      {block.comment ? <Input aria-label={t("comment.label", { dimension: dimensionName(dimension) })} placeholder={t("comment.placeholder")} maxLength={2_000} disabled={!isArmed} value={answers.draft.parts.comments?.[dimension] ?? ""} onChange={(event) => answers.change((draft) => withComment(draft, dimension, event.target.value), { isSameStep: true })} className="h-7 min-w-40 flex-1 text-small max-md:h-9" /> : null}
    </div>
  );
}

/** A, B, equal and what else the form offers, for each dimension. */
export function PairBlock({ block, dimensions, answers, isArmed, isNarrow }: Props) {
  const dimensionName = useDimensionName();
  const hintOf = useDimensionHint();
  const offered = offeredValues(block);
  const options = OPTIONS.filter((option) => offered.includes(option.value));
  const activeKey = answers.questions[answers.active]?.key;
  const shown = dimensionsOfBlock(block, dimensions).filter((dimension) => !isNarrow || activeKey === `pair ${dimension}`);
  const choose = (dimension: string, value: SideVerdictValue, isClear: boolean) => {
    answers.goTo(`pair ${dimension}`);
    answers.change((draft) => withVerdict(draft, dimension, value, isClear && block.strength), { moveOn: true });
  };
  return shown.map((dimension) => {
    const key = `pair ${dimension}`;
    const button = (option: Option) => <OptionButton key={option.value} option={option} given={answers.draft.verdicts[dimension]} isEnabled={isArmed} isBig={isNarrow} onChoose={(isClear) => choose(dimension, option.value, isClear)} />;
    // A form that asks for more than a choice keeps the questions' details open beside the active one.
    const hasDetails = key === activeKey && (block.reasons.length > 0 || block.comment);
    if (isNarrow) {
      return (
        <div key={key} role="radiogroup" aria-label={dimensionName(dimension)} className="flex flex-col gap-2">
          <div className="flex gap-2">{options.slice(0, 3).map(button)}</div>
          {options.length > 3 ? <div className="flex gap-2">{options.slice(3).map(button)}</div> : null}
          {hasDetails ? <Details block={block} dimension={dimension} answers={answers} isArmed={isArmed} /> : null}
        </div>
      );
    }
    return (
      <QuestionRow key={key} role="radiogroup" title={dimensionName(dimension)} hint={hintOf(dimension)} isActive={key === activeKey} onActivate={() => answers.goTo(key)}>
        <div>
          <div className="grid auto-cols-fr grid-flow-col gap-1">{options.map(button)}</div>
          {hasDetails ? <Details block={block} dimension={dimension} answers={answers} isArmed={isArmed} /> : null}
        </div>
      </QuestionRow>
    );
  });
}
