"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { FormState } from "../../../../form-state.ts";
import { NumberField } from "../number-field.tsx";
import { Choice } from "./choice.tsx";
import type { JudgingSettings } from "./judging-form.tsx";

const PERCENT = 100;
const ORDERS = ["FILL_UP", "INFORMATION"] as const;

/** What comes first, and how much of it is drawn at random all the same. */
export function OrderFields({ settings, fields }: { settings: Pick<JudgingSettings, "handOutOrder" | "explorationShare">; fields: FormState["fields"] }) {
  const t = useTranslations("settings.judging");
  const [order, setOrder] = useState(settings.handOutOrder);
  return (
    <Choice name="handOutOrder" legend={t("order")} value={order} options={ORDERS.map((value) => ({ value, label: t(`orders.${value}`), hint: t(`orderHints.${value}`) }))} onChange={setOrder}>
      <div className={order === "INFORMATION" ? "mt-3" : "hidden"}>
        <NumberField name="explorationShare" label={t("exploration")} unit={t("explorationUnit")} hint={t("explorationHint")} error={fields.explorationShare?.[0] && t("explorationRange")} value={Number((settings.explorationShare * PERCENT).toFixed(2))} min={0} max={100} />
      </div>
    </Choice>
  );
}
