"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../../_components/button.tsx";
import { Field, Input, Textarea } from "../../../_components/field.tsx";
import { DimensionChoice } from "../../_components/dimension-choice.tsx";
import { FormFeedback } from "../../_components/form-feedback.tsx";
import { useFormAction } from "../../_components/use-form-action.ts";
import { submitProject } from "./actions.ts";

/** Lower-case letters, digits and hyphens: what an address may hold. */
function toSlug(name: string): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 63);
}

export function ProjectForm({ dimensions }: { dimensions: readonly string[] }) {
  const t = useTranslations("projects");
  const { state, isPending, onSubmit } = useFormAction(submitProject);
  const [name, setName] = useState("");
  const [ownSlug, setOwnSlug] = useState<string | null>(null);
  return (
    <form onSubmit={onSubmit} className="flex max-w-xl flex-col gap-5">
      <Field id="name" label={t("form.name")} error={state.fields.name?.[0]}>
        <Input id="name" name="name" required maxLength={120} autoFocus value={name} onChange={(event) => setName(event.target.value)} aria-invalid={state.fields.name ? true : undefined} />
      </Field>
      <Field id="slug" label={t("form.address")} hint={t("form.addressHint")} error={state.fields.slug?.[0]}>
        <Input id="slug" name="slug" required maxLength={63} value={ownSlug ?? toSlug(name)} onChange={(event) => setOwnSlug(event.target.value)} aria-invalid={state.fields.slug ? true : undefined} aria-describedby="slug-hint" />
      </Field>
      <Field id="description" label={t("form.description")} hint={t("form.descriptionHint")}>
        <Textarea id="description" name="description" maxLength={2_000} rows={2} className="min-h-16" aria-describedby="description-hint" />
      </Field>
      <DimensionChoice all={dimensions} chosen={dimensions} error={state.fields.dimensions?.[0]} />
      <Field id="overlap" label={t("form.overlap")} hint={t("form.overlapHint")} error={state.fields.overlap?.[0]}>
        <Input id="overlap" name="overlap" type="number" min={1} max={50} defaultValue={2} required className="max-w-28" aria-describedby="overlap-hint" />
      </Field>
      <FormFeedback state={state} />
      <div>
        <Button type="submit" variant="primary" disabled={isPending}>
          {isPending ? t("form.busy") : t("form.submit")}
        </Button>
      </div>
    </form>
  );
}
