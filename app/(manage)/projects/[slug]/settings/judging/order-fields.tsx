"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { FormState } from "../../../../form-state.ts";
import { NumberField } from "../number-field.tsx";
import { Choice } from "./choice.tsx";
import { Field, Select } from "../../../../../_components/field.tsx";
import type { JudgingSettings, KnownScorer } from "./judging-form.tsx";

const PERCENT = 100;
const ORDERS = ["FILL_UP", "INFORMATION"] as const;

type OrderProps = { settings: Pick<JudgingSettings, "handOutOrder" | "explorationShare" | "priorScorerVersionId">; scorers: KnownScorer[]; fields: FormState["fields"] };

/** What comes first, whose scores are a first guess of it, and how much is drawn at random all the same. */
export function OrderFields({ settings, scorers, fields }: OrderProps) {
  const t = useTranslations("settings.judging");
  const [order, setOrder] = useState(settings.handOutOrder);
  return (
    <Choice name="handOutOrder" legend={t("order")} value={order} options={ORDERS.map((value) => ({ value, label: t(`orders.${value}`), hint: t(`orderHints.${value}`) }))} onChange={setOrder}>
      <div className={order === "INFORMATION" ? "mt-3 space-y-4" : "hidden"}>
        <Field id="priorScorerVersionId" label={t("prior")} hint={t("priorHint")} error={fields.priorScorerVersionId?.[0]}>
          <Select id="priorScorerVersionId" name="priorScorerVersionId" defaultValue={settings.priorScorerVersionId ?? ""} aria-describedby={fields.priorScorerVersionId ? "priorScorerVersionId-error" : "priorScorerVersionId-hint"}>
            <option value="">{t("priorNone")}</option>
            {scorers.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <NumberField name="explorationShare" label={t("exploration")} unit={t("explorationUnit")} hint={t("explorationHint")} error={fields.explorationShare?.[0] && t("explorationRange")} value={Number((settings.explorationShare * PERCENT).toFixed(2))} min={0} max={100} />
      </div>
    </Choice>
  );
}
