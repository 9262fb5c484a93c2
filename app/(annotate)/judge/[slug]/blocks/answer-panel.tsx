"use client";

import { useTranslations } from "next-intl";
import type { FormDefinition } from "#lib/form/schemas.ts";
import type { JudgingView } from "#lib/judgment/index.ts";
import { Button } from "../../../../_components/button.tsx";
import { classNames } from "../../../../_components/class-names.ts";
import { useDimensionName } from "../../../../_components/dimension-name.ts";
import { Kbd } from "../../../../_components/kbd.tsx";
import type { Marking } from "../../../../_components/viewer/regions/use-marking.ts";
import type { Question } from "../answers/questions.ts";
import type { Answers } from "../answers/use-answers.ts";
import { BlockOf } from "./block-components.tsx";

const KEEP_KEY = "Esc";

type PanelProps = { form: FormDefinition; view: JudgingView; names: readonly string[]; dimensions: readonly string[]; answers: Answers; marking: Marking | null; isComplete: boolean; isArmed: boolean; isNarrow: boolean; waitingText: string; notice: string; onKeep: (() => void) | null; onUndo: () => void; onSend: () => void };

function useQuestionTitle(names: readonly string[]): (question: Question | undefined) => string {
  const t = useTranslations("judge");
  const dimensionName = useDimensionName();
  return (question) => {
    if (!question) return "";
    const title = question.dimension ? dimensionName(question.dimension) : t(question.kind === "criteria" ? "asked.criteria" : question.kind === "critique" ? "asked.critique" : "asked.marks");
    return [title, ...(question.place === undefined ? [] : [names[question.place] ?? ""])].join(", ");
  };
}

/** Which question is asked, and dots for all of them: on phones. */
function QuestionDots({ answers, names }: { answers: Answers; names: readonly string[] }) {
  const t = useTranslations("judge");
  const titleOf = useQuestionTitle(names);
  const open = new Set(answers.gaps.map(({ key }) => key));
  return (
    <div className="mb-2 flex items-center justify-between gap-2">
      <p className="text-base font-semibold">{titleOf(answers.questions[answers.active])}</p>
      <div className="flex min-w-0 overflow-x-auto" role="tablist" aria-label={t("questions")}>
        {answers.questions.map((question, index) => (
          <button key={question.key} type="button" role="tab" aria-selected={index === answers.active} aria-label={titleOf(question)} onClick={() => answers.setActive(index)} className="flex h-8 w-7 shrink-0 items-center justify-center">
            <span className={classNames("size-2.5 rounded-full border", open.has(question.key) ? "border-line-strong" : "border-ink bg-ink", index === answers.active && "ring-2 ring-accent ring-offset-2 ring-offset-ground")} />
          </button>
        ))}
      </div>
    </div>
  );
}

/** The blocks of the form of the unit on screen, one under the other; they scroll by themselves where they must. */
export function AnswerPanel({ form, view, names, dimensions, answers, marking, isComplete, isArmed, isNarrow, waitingText, notice, onKeep, onUndo, onSend }: PanelProps) {
  const t = useTranslations("judge");
  return (
    <section aria-label={t("questions")} data-armed={isArmed} data-unit={view.leaseId} className={classNames("flex min-h-0 flex-col border-t border-line px-3 pt-3", isNarrow && "md:hidden")}>
      {isNarrow ? <QuestionDots answers={answers} names={names} /> : null}
      <div className="flex min-h-0 flex-col gap-px overflow-y-auto p-0.5 *:shrink-0" data-blocks>
        {form.blocks.map((block) => (
          <BlockOf key={block.kind} block={block} view={view} names={names} dimensions={dimensions} answers={answers} marking={marking} isArmed={isArmed} isNarrow={isNarrow} />
        ))}
      </div>
      <div className="flex shrink-0 items-center justify-between gap-3 py-2">
        <p aria-live="polite" className="text-small text-ink-soft">
          {!isArmed ? waitingText : notice || (onKeep ? t("changing.note") : "")}
        </p>
        <div className="flex items-center gap-2">
          {onKeep ? (
            <Button variant="ghost" onClick={onKeep}>
              {t("changing.keep")} <span className="hidden md:inline"><Kbd>{KEEP_KEY}</Kbd></span>
            </Button>
          ) : null}
          <Button variant="ghost" onClick={onUndo}>
            {t("undo")} <span className="hidden md:inline"><Kbd>⌫</Kbd></span>
          </Button>
          <Button variant="primary" onClick={onSend} disabled={!isArmed || !isComplete} className="min-w-28">
            {onKeep ? t("changing.send") : t("send")} <span className="hidden text-small opacity-80 md:inline">⏎</span>
          </Button>
        </div>
      </div>
    </section>
  );
}
