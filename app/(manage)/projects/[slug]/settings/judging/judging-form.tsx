"use client";

import { useTranslations } from "next-intl";
import type { Project } from "#lib/generated/prisma/client.ts";
import { submitJudging } from "../actions.ts";
import { NumberField } from "../number-field.tsx";
import { SectionForm } from "../section-form.tsx";

const SECONDS_PER_MINUTE = 60;
type Settings = Pick<Project, "overlap" | "leaseSeconds" | "comparisonsPerItem" | "changeWindowSeconds" | "judgmentsPerPerson">;

export function JudgingForm({ slug, settings, mayEdit }: { slug: string; settings: Settings; mayEdit: boolean }) {
  const t = useTranslations("settings.judging");
  return (
    <SectionForm action={submitJudging.bind(null, slug)} mayEdit={mayEdit}>
      {(fields) => (
        <>
          <NumberField name="overlap" label={t("overlap")} hint={t("overlapHint")} error={fields.overlap?.[0]} value={settings.overlap} min={1} max={50} />
          <NumberField name="comparisonsPerItem" label={t("pairs")} hint={t("pairsHint")} error={fields.comparisonsPerItem?.[0]} value={settings.comparisonsPerItem} min={1} max={1_000} />
          <NumberField name="leaseSeconds" label={t("lease")} unit={t("minutes")} hint={t("leaseHint")} error={fields.leaseSeconds?.[0] && t("leaseRange")} value={settings.leaseSeconds / SECONDS_PER_MINUTE} min={0.5} max={1_440} step={0.5} />
          <NumberField name="changeWindowSeconds" label={t("change")} unit={t("minutes")} hint={t("changeHint")} error={fields.changeWindowSeconds?.[0] && t("changeRange")} value={settings.changeWindowSeconds / SECONDS_PER_MINUTE} min={0} max={10_080} step={0.5} />
          <NumberField name="judgmentsPerPerson" label={t("limit")} hint={t("limitHint")} error={fields.judgmentsPerPerson?.[0]} value={settings.judgmentsPerPerson} min={1} max={1_000_000} />
        </>
      )}
    </SectionForm>
  );
}
