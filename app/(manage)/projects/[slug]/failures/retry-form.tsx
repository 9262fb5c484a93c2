"use client";

import { useTranslations } from "next-intl";
import { Button } from "../../../../_components/button.tsx";
import { FormFeedback } from "../../../_components/form-feedback.tsx";
import { useFormAction } from "../../../_components/use-form-action.ts";
import { submitRetry } from "./actions.ts";

/** Queues again: the job of `id`, or, without one, every job that the filter matches. */
export function RetryForm({ slug, fields, label, isAll = false }: { slug: string; fields: Record<string, string | undefined>; label: string; isAll?: boolean }) {
  const t = useTranslations("failures");
  const { state, isPending, onSubmit } = useFormAction(submitRetry.bind(null, slug));
  const words = isAll ? t("retryAll") : t("retry");
  return (
    <form onSubmit={onSubmit} className="flex flex-col items-end gap-2">
      {Object.entries(fields).map(([name, value]) => (value ? <input key={name} type="hidden" name={name} value={value} /> : null))}
      <Button type="submit" size={isAll ? "medium" : "small"} disabled={isPending} aria-label={label}>
        {isPending ? t("busy") : words}
      </Button>
      {isAll || state.problem ? <FormFeedback state={state} /> : null}
    </form>
  );
}
