"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Project } from "#lib/generated/prisma/client.ts";
import { Button } from "../../../../_components/button.tsx";
import { Checkbox, Field, Input } from "../../../../_components/field.tsx";
import { useFigures } from "../../../../_components/use-figures.ts";
import { FormFeedback } from "../../../_components/form-feedback.tsx";
import { useFormAction } from "../../../_components/use-form-action.ts";
import { submitQuiz } from "./actions.ts";

const DEFAULT_SIZE = 20;

export function QuizForm({ slug, project, questionCount }: { slug: string; project: Pick<Project, "quizSize" | "quizPassMark" | "quizAttempts">; questionCount: number }) {
  const t = useTranslations("quality.quiz");
  const { formatCount } = useFigures();
  const { state, isPending, onSubmit } = useFormAction(submitQuiz.bind(null, slug));
  const [isOn, setOn] = useState(project.quizSize > 0);
  const fields = [
    { name: "size", label: t("size"), value: project.quizSize || DEFAULT_SIZE, max: 200, hint: t("there", { shown: formatCount(questionCount) }) },
    { name: "passMark", label: t("passMark"), value: project.quizPassMark, max: 200, hint: undefined },
    { name: "attempts", label: t("attempts"), value: project.quizAttempts, max: 20, hint: undefined },
  ];
  return (
    <form onSubmit={onSubmit} aria-label={t("title")} className="flex flex-col gap-3">
      <Checkbox name="isOn" checked={isOn} onChange={(event) => setOn(event.currentTarget.checked)} label={t("isOn")} />
      <div className="grid max-w-xl grid-cols-3 gap-3">
        {fields.map(({ name, label, value, max, hint }) => (
          <Field key={name} id={`quiz-${name}`} label={label} hint={hint} error={state.fields[name]?.[0]}>
            <Input id={`quiz-${name}`} name={name} type="number" min={1} max={max} defaultValue={value} readOnly={!isOn} required />
          </Field>
        ))}
      </div>
      <FormFeedback state={state} />
      <Button type="submit" disabled={isPending} className="self-start">
        {t("submit")}
      </Button>
    </form>
  );
}
