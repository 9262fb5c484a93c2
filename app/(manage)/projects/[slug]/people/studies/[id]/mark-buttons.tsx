"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "../../../../../../_components/button.tsx";
import { EMPTY_FORM, type FormState } from "../../../../../form-state.ts";
import { submitErasure, submitMarks } from "../actions.ts";

type Props = { slug: string; studyId: string; participationId: string; pseudonym: string; isRunning: boolean; isErased: boolean };
type Choice = { label: string; run: () => Promise<FormState> };

/** What can be done with one participant, each after a second press. */
export function MarkButtons({ slug, studyId, participationId, pseudonym, isRunning, isErased }: Props) {
  const t = useTranslations("studies.choices");
  const [asked, setAsked] = useState<Choice | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const mark = (state: "RETURNED" | "TIMED_OUT") => () => {
    const form = new FormData();
    form.set("state", state);
    form.set("ids", participationId);
    return submitMarks(slug, studyId, EMPTY_FORM, form);
  };
  const choices: Choice[] = [
    ...(isRunning ? [{ label: t("RETURNED"), run: mark("RETURNED") }, { label: t("TIMED_OUT"), run: mark("TIMED_OUT") }] : []),
    ...(isErased ? [] : [{ label: t("erase"), run: () => submitErasure(slug, studyId, participationId) }]),
  ];
  const run = (choice: Choice) =>
    startTransition(async () => {
      setProblem((await choice.run()).problem);
      setAsked(null);
    });
  if (problem) return <span className="text-small text-loss">{problem}</span>;
  if (asked) {
    return (
      <Button size="small" variant="danger" onClick={() => run(asked)} disabled={isPending} onBlur={() => setAsked(null)} autoFocus>
        {isPending ? t("saving") : t("sure", { choice: asked.label })}
      </Button>
    );
  }
  return (
    <span className="inline-flex gap-1">
      {choices.map((choice) => (
        <Button key={choice.label} size="small" variant="ghost" onClick={() => setAsked(choice)} aria-label={t("named", { choice: choice.label, pseudonym })}>
          {choice.label}
        </Button>
      ))}
    </span>
  );
}
