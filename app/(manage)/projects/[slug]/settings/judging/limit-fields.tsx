"use client";

import { useTranslations } from "next-intl";
import type { FormState } from "../../../../form-state.ts";
import { NumberField } from "../number-field.tsx";
import type { JudgingSettings } from "./judging-form.tsx";

const LIMITS = ["judgmentsPerPerson", "judgmentsPerPersonAndItem", "judgmentsPerItem", "judgmentsInAll"] as const;
const MILLION = 1_000_000;
const MOST: Record<(typeof LIMITS)[number], number> = { judgmentsPerPerson: MILLION, judgmentsPerPersonAndItem: MILLION, judgmentsPerItem: MILLION, judgmentsInAll: 1_000 * MILLION };

/** How much is handed out at most; an empty field is no limit. */
export function LimitFields({ settings, fields }: { settings: Pick<JudgingSettings, (typeof LIMITS)[number]>; fields: FormState["fields"] }) {
  const t = useTranslations("settings.judging");
  return (
    <fieldset>
      <legend className="text-base font-medium">{t("limits")}</legend>
      <p className="mb-3 text-small text-ink-faint">{t("limitsHint")}</p>
      <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
        {LIMITS.map((name) => (
          <NumberField key={name} name={name} label={t(`limit.${name}`)} hint={t(`limitHint.${name}`)} error={fields[name]?.[0]} value={settings[name]} min={1} max={MOST[name]} />
        ))}
      </div>
    </fieldset>
  );
}
