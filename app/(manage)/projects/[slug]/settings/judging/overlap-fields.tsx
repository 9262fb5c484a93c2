"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFigures } from "../../../../../_components/use-figures.ts";
import type { FormState } from "../../../../form-state.ts";
import { NumberField } from "../number-field.tsx";
import { Choice } from "./choice.tsx";
import type { DecisionRule, JudgingSettings } from "./judging-form.tsx";

const USUAL_MOST = 9;
const LARGEST = 50;

type OverlapProps = { settings: Pick<JudgingSettings, "overlap" | "overlapMax">; rule: DecisionRule; isRanking: boolean; fields: FormState["fields"] };

/** A fixed number of judgments, or as many as it takes. The fields of the other choice stay in the form, unseen. */
export function OverlapFields({ settings: { overlap, overlapMax }, rule, isRanking, fields }: OverlapProps) {
  const t = useTranslations("settings.judging");
  const { formatPercent } = useFigures();
  const [amount, setAmount] = useState<"fixed" | "decisive">(overlapMax === null ? "fixed" : "decisive");
  const isFixed = amount === "fixed";
  const options = [
    { value: "fixed" as const, label: t("fixed"), hint: t("fixedHint") },
    { value: "decisive" as const, label: t("decisive"), hint: t("decisiveHint", { lead: rule.lead, accuracy: formatPercent(rule.accuracy, 0), ties: rule.tieMinimum }) },
  ];
  return (
    <Choice name="amount" legend={t("amount")} value={amount} options={options} onChange={setAmount}>
      <div className="mt-3 flex flex-wrap gap-x-8 gap-y-4">
        <NumberField name="overlap" label={isFixed ? t("overlap") : t("least")} hint={isFixed ? t("overlapHint") : t("leastHint")} error={fields.overlap?.[0]} value={overlap} min={1} max={LARGEST} />
        <div className={isFixed ? "hidden" : undefined}>
          <NumberField name="overlapMax" label={t("most")} hint={t("mostHint")} error={fields.overlapMax?.[0]} value={overlapMax ?? Math.min(LARGEST, Math.max(USUAL_MOST, overlap + 1))} min={2} max={LARGEST} />
        </div>
      </div>
      {isRanking && !isFixed ? <p className="mt-2 text-small text-attention">{t("rankings")}</p> : null}
    </Choice>
  );
}
