"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { Button } from "../../../../_components/button.tsx";
import { Field, Input } from "../../../../_components/field.tsx";
import { EMPTY_FORM } from "../../../form-state.ts";
import { submitThreshold } from "./actions.ts";

/** The share that the leading answer needs; what is below goes to a reviewer. */
export function ThresholdForm({ slug, value }: { slug: string; value: number }) {
  const t = useTranslations("adjudication.threshold");
  const [state, action, isPending] = useActionState(submitThreshold.bind(null, slug), EMPTY_FORM);
  return (
    <form action={action} className="mt-8 flex max-w-md flex-wrap items-end gap-2 border-t border-line pt-4">
      <Field id="threshold" label={t("label")} hint={t("hint")} error={state.fields.adjudicateBelow?.[0]} className="flex-1">
        <Input id="threshold" name="adjudicateBelow" type="number" min={0} max={100} step={1} defaultValue={Math.round(value * 100)} required />
      </Field>
      <Button type="submit" disabled={isPending} className="mb-5">
        {t("save")}
      </Button>
      <p role="status" className="basis-full text-small text-ink-soft">
        {state.problem ?? state.message}
      </p>
    </form>
  );
}
