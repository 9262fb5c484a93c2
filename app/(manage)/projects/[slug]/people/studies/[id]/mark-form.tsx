"use client";

import { useTranslations } from "next-intl";
import { Button } from "../../../../../../_components/button.tsx";
import { Field, Select, Textarea } from "../../../../../../_components/field.tsx";
import { FormFeedback } from "../../../../../_components/form-feedback.tsx";
import { useFormAction } from "../../../../../_components/use-form-action.ts";
import { submitMarks } from "../actions.ts";

/** Many ids at once, as the panel's page gives them. */
export function MarkForm({ slug, studyId }: { slug: string; studyId: string }) {
  const t = useTranslations("studies");
  const { state, isPending, onSubmit } = useFormAction(submitMarks.bind(null, slug, studyId), (_done, form) => form.reset());
  return (
    <form onSubmit={onSubmit} className="flex max-w-3xl flex-col gap-3">
      <Field id="ids" label={t("mark.ids")} hint={t("mark.idsHint")} error={state.fields.ids?.[0]}>
        <Textarea id="ids" name="ids" required rows={4} className="font-mono text-small" aria-describedby="ids-hint" />
      </Field>
      <div className="flex items-end gap-2">
        <Field id="mark-state" label={t("mark.theyHave")}>
          <Select id="mark-state" name="state" defaultValue="RETURNED">
            <option value="RETURNED">{t("states.RETURNED")}</option>
            <option value="TIMED_OUT">{t("states.TIMED_OUT")}</option>
          </Select>
        </Field>
        <Button type="submit" disabled={isPending}>
          {isPending ? t("mark.marking") : t("mark.submit")}
        </Button>
      </div>
      <FormFeedback state={state} />
    </form>
  );
}
