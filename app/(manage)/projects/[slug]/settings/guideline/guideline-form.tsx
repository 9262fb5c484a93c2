"use client";

import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import type { WorkedExample } from "#lib/guideline/index.ts";
import { Field, Textarea } from "../../../../../_components/field.tsx";
import { submitGuideline } from "../actions.ts";
import { SectionForm } from "../section-form.tsx";
import { loadExamples } from "./actions.ts";

const Guide = dynamic(() => import("../../../../../_components/guide.tsx").then((module) => module.Guide));
const REFERENCES = /\(comparison:[0-9a-f-]{36}\)/g;

/** The examples of a guide that is being written: fetched when it names another comparison. */
function useExamples(slug: string, text: string, known: Record<string, WorkedExample>) {
  const [examples, setExamples] = useState(known);
  const references = (text.match(REFERENCES) ?? []).join("\n");
  useEffect(() => {
    if (references === "") return;
    let isCurrent = true;
    const asked = references.split("\n").map((reference) => `[]${reference}`).join("\n\n");
    void loadExamples(slug, asked).then((found) => isCurrent && setExamples(found), () => {});
    return () => {
      isCurrent = false;
    };
  }, [slug, references]);
  return examples;
}

export function GuidelineForm({ slug, guideline, examples, mayEdit }: { slug: string; guideline: string; examples: Record<string, WorkedExample>; mayEdit: boolean }) {
  const t = useTranslations("settings.guide");
  const [text, setText] = useState(guideline);
  const shown = useExamples(slug, text, examples);
  return (
    <div className="grid gap-6 xl:grid-cols-2">
      <SectionForm action={submitGuideline.bind(null, slug)} mayEdit={mayEdit}>
        {(fields) => (
          <Field
            id="guideline"
            label={t("label")}
            hint={t("hint")}
            error={fields.guideline?.[0]}
          >
            <Textarea id="guideline" name="guideline" maxLength={50_000} rows={24} className="font-mono text-small" value={text} onChange={(event) => setText(event.target.value)} aria-describedby="guideline-hint" />
          </Field>
        )}
      </SectionForm>
      <section aria-label={t("preview")} className="min-w-0 xl:border-l xl:border-line xl:pl-6">
        <h2 className="mb-2 text-base font-medium">{t("asSeen")}</h2>
        {text.trim() ? <Guide text={text} examples={shown} /> : <p className="text-base text-ink-soft">{t("empty")}</p>}
      </section>
    </div>
  );
}
