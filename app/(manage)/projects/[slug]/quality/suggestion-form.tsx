"use client";

import { useTranslations } from "next-intl";
import type { GoldSuggestion } from "#lib/gold/index.ts";
import { Button } from "../../../../_components/button.tsx";
import { Checkbox } from "../../../../_components/field.tsx";
import { Door } from "../../../_components/door.tsx";
import { FormFeedback } from "../../../_components/form-feedback.tsx";
import { useFormAction } from "../../../_components/use-form-action.ts";
import { useVerdictWords } from "./describe-verdicts.ts";
import { submitSuggestions } from "./actions.ts";

/** Pairs whose answer is certain, to look at and take. */
export function SuggestionForm({ slug, suggestions }: { slug: string; suggestions: GoldSuggestion[] }) {
  const t = useTranslations("quality.suggestions");
  const wordsOf = useVerdictWords();
  const { state, isPending, onSubmit } = useFormAction(submitSuggestions.bind(null, slug));
  return (
    <form onSubmit={onSubmit} aria-label={t("title")} className="flex flex-col gap-3">
      <ul className="max-h-96 divide-y divide-line overflow-y-auto border-y border-line">
        {suggestions.map(({ comparisonId, request, verdicts, reason }) => (
          <li key={comparisonId} className="flex items-start gap-3 py-2 text-base">
            <input type="checkbox" name="comparison" value={comparisonId} defaultChecked aria-label={request} className="mt-1 size-4 accent-accent" />
            <span className="min-w-0">
              <Door href={`/projects/${slug}/comparisons/${comparisonId}`}>{request}</Door>
              <span className="block text-small text-ink-soft">{t("why", { verdicts: wordsOf(verdicts), reason: t(`reasons.${reason}`) })}</span>
            </span>
          </li>
        ))}
      </ul>
      <Checkbox name="inQuiz" label={t("inQuiz")} />
      <FormFeedback state={state} />
      <Button type="submit" variant="primary" disabled={isPending} className="self-start">
        {isPending ? t("busy") : t("submit")}
      </Button>
    </form>
  );
}
