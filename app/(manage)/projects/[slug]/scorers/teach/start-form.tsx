"use client";

import { useTranslations } from "next-intl";
import { Button } from "../../../../../_components/button.tsx";
import { FormFeedback } from "../../../../_components/form-feedback.tsx";
import { useFormAction } from "../../../../_components/use-form-action.ts";
import { submitLearning } from "./actions.ts";

export type Stackable = { id: string; name: string; hash: string; isComplete: boolean };

/** Starts learning; scorers that have scored everything can be stacked. */
export function StartForm({ slug, stackable, isReady }: { slug: string; stackable: Stackable[]; isReady: boolean }) {
  const t = useTranslations("teach.start");
  const { state, isPending, onSubmit } = useFormAction((before, form) => submitLearning(slug, before, form));
  return (
    <form onSubmit={onSubmit} className="flex max-w-prose flex-col gap-4">
      {stackable.length === 0 ? null : (
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1 text-base font-medium">{t("stack")}</legend>
          <p className="text-base text-ink-soft">{t("stackWhy")}</p>
          {stackable.map(({ id, name, hash, isComplete }) => (
            <label key={id} className="flex items-center gap-2 text-base">
              <input type="checkbox" name="scorers" value={id} disabled={!isComplete} className="size-4 accent-accent" />
              {name} <code className="font-mono text-small text-ink-faint">{hash}</code>
              {isComplete ? null : <span className="text-small text-ink-faint">{t("incomplete")}</span>}
            </label>
          ))}
        </fieldset>
      )}
      <label className="flex items-start gap-2 text-base">
        <input type="checkbox" name="shuffleLabels" className="mt-0.5 size-4 shrink-0 accent-accent" />
        <span>
          {t("control")} <span className="text-ink-soft">{t("controlWhy")}</span>
        </span>
      </label>
      <FormFeedback state={state} />
      <div>
        <Button type="submit" variant="primary" disabled={isPending || !isReady}>
          {t("start")}
        </Button>
      </div>
    </form>
  );
}
