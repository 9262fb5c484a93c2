"use client";

import { useTranslations } from "next-intl";
import type { Project } from "#lib/generated/prisma/client.ts";
import { submitQuality } from "../actions.ts";
import { NumberField } from "../number-field.tsx";
import { SectionForm } from "../section-form.tsx";

const PERCENT = 100;
type Settings = Pick<Project, "goldShare" | "repeatShare" | "repeatAfter">;
/** 0.1 as 10, without the tail of floating point. */
const percent = (share: number): number => Number((share * PERCENT).toFixed(2));

export function QualityForm({ slug, settings, mayEdit }: { slug: string; settings: Settings; mayEdit: boolean }) {
  const t = useTranslations("settings.quality");
  return (
    <SectionForm action={submitQuality.bind(null, slug)} mayEdit={mayEdit}>
      {(fields) => (
        <>
          <NumberField name="goldShare" label={t("gold")} unit={t("share")} hint={t("goldHint")} error={fields.goldShare?.[0] && t("shareRange")} value={percent(settings.goldShare)} min={0} max={50} step={0.5} />
          <NumberField name="repeatShare" label={t("repeats")} unit={t("share")} hint={t("repeatsHint")} error={fields.repeatShare?.[0] && t("shareRange")} value={percent(settings.repeatShare)} min={0} max={50} step={0.5} />
          <NumberField name="repeatAfter" label={t("after")} unit={t("others")} hint={t("afterHint")} error={fields.repeatAfter?.[0]} value={settings.repeatAfter} min={1} max={1_000} />
        </>
      )}
    </SectionForm>
  );
}
