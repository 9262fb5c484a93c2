"use client";

import { useTranslations } from "next-intl";
import { Field, Input, Textarea } from "../../../../../_components/field.tsx";
import { submitGeneral } from "../actions.ts";
import { SectionForm } from "../section-form.tsx";

export function GeneralForm({ slug, name, description, mayEdit }: { slug: string; name: string; description: string; mayEdit: boolean }) {
  const t = useTranslations("settings.general");
  return (
    <SectionForm action={submitGeneral.bind(null, slug)} mayEdit={mayEdit}>
      {(fields) => (
        <>
          <Field id="name" label={t("name")} hint={t("nameHint")} error={fields.name?.[0]}>
            <Input id="name" name="name" maxLength={120} defaultValue={name} aria-invalid={fields.name ? true : undefined} aria-describedby={fields.name ? "name-error" : "name-hint"} />
          </Field>
          <Field id="description" label={t("description")} hint={t("descriptionHint")} error={fields.description?.[0]}>
            <Textarea id="description" name="description" maxLength={2_000} rows={3} defaultValue={description} aria-describedby="description-hint" />
          </Field>
        </>
      )}
    </SectionForm>
  );
}
