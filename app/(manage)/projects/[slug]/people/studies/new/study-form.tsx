"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, ButtonLink } from "../../../../../../_components/button.tsx";
import { Field, Input, Select } from "../../../../../../_components/field.tsx";
import { FormFeedback } from "../../../../../_components/form-feedback.tsx";
import { useFormAction } from "../../../../../_components/use-form-action.ts";
import { submitStudy, submitStudyChange } from "../actions.ts";
import { PROLIFIC_NAME } from "../panel-name.ts";
import { type Errors, PanelFields } from "./panel-fields.tsx";
import { NEW_STUDY, type StudyValues } from "./study-values.ts";

type Fields = { values: StudyValues; errors: Errors };

function AmountFields({ values, errors, isFixed }: Fields & { isFixed: boolean }) {
  const t = useTranslations("studies.form");
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field id="participantLimit" label={t("places")} hint={t("placesHint")} error={errors.participantLimit?.[0]}>
        <Input id="participantLimit" name="participantLimit" type="number" min={1} max={100_000} required defaultValue={values.participantLimit} aria-describedby="participantLimit-hint" />
      </Field>
      <Field id="judgmentsPerParticipant" label={t("judgments")} hint={t("judgmentsHint")} error={errors.judgmentsPerParticipant?.[0]}>
        <Input id="judgmentsPerParticipant" name="judgmentsPerParticipant" type="number" min={1} max={10_000} required disabled={isFixed} defaultValue={values.judgmentsPerParticipant} aria-describedby="judgmentsPerParticipant-hint" />
      </Field>
      <Field id="estimatedMinutes" label={t("minutes")} hint={t("minutesHint")} error={errors.estimatedMinutes?.[0]}>
        <Input id="estimatedMinutes" name="estimatedMinutes" defaultValue={values.estimatedMinutes} type="number" min={1} max={1_440} aria-describedby="estimatedMinutes-hint" />
      </Field>
      <Field id="maximumMinutes" label={t("longest")} hint={t("longestHint")} error={errors.maximumMinutes?.[0]}>
        <Input id="maximumMinutes" name="maximumMinutes" defaultValue={values.maximumMinutes} type="number" min={1} max={1_440} aria-describedby="maximumMinutes-hint" />
      </Field>
      <Field id="opensAt" label={t("opens")} hint={t("opensHint")} error={errors.opensAt?.[0]}>
        <Input id="opensAt" name="opensAt" defaultValue={values.opensAt} type="datetime-local" aria-describedby="opensAt-hint" />
      </Field>
      <Field id="closesAt" label={t("closes")} hint={t("closesHint")} error={errors.closesAt?.[0]}>
        <Input id="closesAt" name="closesAt" defaultValue={values.closesAt} type="datetime-local" aria-describedby="closesAt-hint" />
      </Field>
    </div>
  );
}

function CodeFields({ values, errors }: Fields) {
  const t = useTranslations("studies.form");
  return (
    <div className="grid gap-5 sm:grid-cols-3">
      <Field id="completionCode" label={t("completionCode")} hint={t("completionCodeHint")} error={errors.completionCode?.[0]}>
        <Input id="completionCode" name="completionCode" defaultValue={values.completionCode} required maxLength={64} autoComplete="off" className="font-mono" aria-describedby="completionCode-hint" />
      </Field>
      <Field id="screenOutCode" label={t("screenOutCode")} hint={t("screenOutCodeHint")} error={errors.screenOutCode?.[0]}>
        <Input id="screenOutCode" name="screenOutCode" defaultValue={values.screenOutCode} required maxLength={64} autoComplete="off" className="font-mono" aria-describedby="screenOutCode-hint" />
      </Field>
      <Field id="noConsentCode" label={t("noConsentCode")} hint={t("noConsentCodeHint")} error={errors.noConsentCode?.[0]}>
        <Input id="noConsentCode" name="noConsentCode" defaultValue={values.noConsentCode} maxLength={64} autoComplete="off" className="font-mono" aria-describedby="noConsentCode-hint" />
      </Field>
    </div>
  );
}

function Verb({ isEdit, isPending }: { isEdit: boolean; isPending: boolean }) {
  const t = useTranslations("studies");
  if (isEdit) return isPending ? t("edit.saving") : t("edit.save");
  return isPending ? t("form.making") : t("form.make");
}

type Props = { slug: string; edited?: { id: string; values: StudyValues; hasBegun: boolean } };

/** Makes a study, or changes the one that is given; a refused form keeps what was typed. */
export function StudyForm({ slug, edited }: Props) {
  const t = useTranslations("studies.form");
  const { state, isPending, onSubmit } = useFormAction(edited ? submitStudyChange.bind(null, slug, edited.id) : submitStudy.bind(null, slug));
  const values = edited?.values ?? NEW_STUDY;
  const isFixed = edited?.hasBegun ?? false;
  const [provider, setProvider] = useState(values.provider);
  return (
    <form onSubmit={onSubmit} className="flex max-w-3xl flex-col gap-6">
      <div className="grid gap-5 sm:grid-cols-2">
        <Field id="name" label={t("name")} hint={t("nameHint")} error={state.fields.name?.[0]}>
          <Input id="name" name="name" defaultValue={values.name} required maxLength={120} placeholder={t("nameExample")} aria-describedby="name-hint" />
        </Field>
        <Field id="provider" label={t("panel")} error={state.fields.provider?.[0]}>
          <Select id="provider" name="provider" disabled={isFixed} value={provider} onChange={(event) => setProvider(event.target.value === "GENERIC" ? "GENERIC" : "PROLIFIC")}>
            <option value="PROLIFIC">{PROLIFIC_NAME}</option>
            <option value="GENERIC">{t("anotherPanel")}</option>
          </Select>
        </Field>
      </div>
      <AmountFields values={values} isFixed={isFixed} errors={state.fields} />
      <CodeFields values={values} errors={state.fields} />
      <Field id="contact" label={t("contact")} hint={t("contactHint")} error={state.fields.contact?.[0]}>
        <Input id="contact" name="contact" defaultValue={values.contact} maxLength={200} aria-describedby="contact-hint" />
      </Field>
      <PanelFields key={provider} values={values} provider={provider} isFixed={isFixed} errors={state.fields} />
      <FormFeedback state={state} />
      <div className="flex gap-2">
        <Button type="submit" variant="primary" disabled={isPending}>
          <Verb isEdit={edited !== undefined} isPending={isPending} />
        </Button>
        <ButtonLink href={`/projects/${slug}/people/studies${edited ? `/${edited.id}` : ""}`} variant="ghost">
          {t("cancel")}
        </ButtonLink>
      </div>
    </form>
  );
}
