"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { Button } from "../../../../_components/button.tsx";
import { Field, Input } from "../../../../_components/field.tsx";
import { useFormAction } from "../../../_components/use-form-action.ts";
import { submitFreeze } from "./actions.ts";

/** Keeps the report under the filters of the page. */
export function FreezeForm({ slug, choice }: { slug: string; choice: string }) {
  const t = useTranslations("report.frozen");
  const router = useRouter();
  const { state, isPending, onSubmit } = useFormAction(submitFreeze.bind(null, slug), ({ link }) => link && router.push(`/projects/${slug}/report/frozen/${link}`));
  return (
    <form onSubmit={onSubmit} className="mt-4 flex max-w-xl flex-wrap items-end gap-2">
      <input type="hidden" name="choice" value={choice} />
      <Field id="freeze-name" label={t("formName")} error={state.fields.name?.[0]} className="min-w-56 flex-1">
        <Input id="freeze-name" name="name" required maxLength={120} placeholder={t("example")} />
      </Field>
      <Button type="submit" disabled={isPending}>
        {isPending ? t("freezing") : t("freeze")}
      </Button>
      <p role="status" className="basis-full text-small text-loss">
        {state.problem}
      </p>
    </form>
  );
}
