"use client";

import { useTranslations } from "next-intl";
import { Field, Input } from "../../../../../../_components/field.tsx";
import { isProlificsOwn, panelValues, type StudyValues } from "./study-values.ts";

export type Errors = Record<string, string[]>;

const EXAMPLE_ADDRESS = "https://panel.example/done?code={code}";

type Props = { values: StudyValues; provider: StudyValues["provider"]; isFixed: boolean; errors: Errors };

/** What differs between panels. Prolific's own names are right for Prolific; they stay out of the way, but can be changed. */
export function PanelFields({ values, provider, isFixed, errors }: Props) {
  const t = useTranslations("studies.form");
  const isProlific = provider === "PROLIFIC";
  const initial = panelValues(values, provider);
  const hint = isProlific ? undefined : t("parameterHint");
  const fields = (
    <div className="flex flex-col gap-5">
      <div className="grid gap-5 sm:grid-cols-3">
        <Field id="participantParameter" label={t("participantParameter")} error={errors.participantParameter?.[0]}>
          <Input id="participantParameter" name="participantParameter" required maxLength={64} disabled={isFixed} defaultValue={initial.participantParameter} className="font-mono" />
        </Field>
        <Field id="studyParameter" label={t("studyParameter")} hint={hint} error={errors.studyParameter?.[0]}>
          <Input id="studyParameter" name="studyParameter" maxLength={64} disabled={isFixed} defaultValue={initial.studyParameter} className="font-mono" />
        </Field>
        <Field id="sessionParameter" label={t("sessionParameter")} hint={hint} error={errors.sessionParameter?.[0]}>
          <Input id="sessionParameter" name="sessionParameter" maxLength={64} disabled={isFixed} defaultValue={initial.sessionParameter} className="font-mono" />
        </Field>
      </div>
      <Field id="returnAddress" label={t("returnAddress")} hint={t("returnAddressHint")} error={errors.returnAddress?.[0]}>
        <Input id="returnAddress" name="returnAddress" required maxLength={500} defaultValue={initial.returnAddress} placeholder={EXAMPLE_ADDRESS} className="font-mono" aria-describedby="returnAddress-hint" />
      </Field>
    </div>
  );
  if (!isProlific) return fields;
  return (
    <details open={["participantParameter", "studyParameter", "sessionParameter", "returnAddress"].some((name) => errors[name])}>
      <summary className="mb-4 text-base font-medium">{isProlificsOwn(initial) ? t("prolificsOwn") : t("ownParameters")}</summary>
      {fields}
    </details>
  );
}
