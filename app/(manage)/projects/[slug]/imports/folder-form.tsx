"use client";

import { useTranslations } from "next-intl";
import { Button } from "../../../../_components/button.tsx";
import { Field, Input } from "../../../../_components/field.tsx";
import { FormFeedback } from "../../../_components/form-feedback.tsx";
import { useFormAction } from "../../../_components/use-form-action.ts";
import { submitFolder } from "./actions.ts";

/** Imports from a folder on the server, below the one that the operator opened for it. */
export function FolderForm({ slug }: { slug: string }) {
  const t = useTranslations("imports");
  const { state, isPending, onSubmit } = useFormAction(submitFolder.bind(null, slug), (_state, form) => form.reset());
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-3">
      <Field id="path" label={t("folder.label")} hint={t("folder.hint")} error={state.fields.path?.[0]}>
        <span className="flex gap-2">
          <Input id="path" name="path" required placeholder="/data/edits" aria-describedby="path-hint" />
          <Button type="submit" disabled={isPending}>
            {isPending ? t("folder.busy") : t("folder.submit")}
          </Button>
        </span>
      </Field>
      <FormFeedback state={state} />
    </form>
  );
}
