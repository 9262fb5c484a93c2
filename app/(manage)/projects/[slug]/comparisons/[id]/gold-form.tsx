"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "../../../../../_components/button.tsx";
import { Checkbox, Field, Select, Textarea } from "../../../../../_components/field.tsx";
import { useDimensionName } from "../../../../../_components/dimension-name.ts";
import { FormFeedback } from "../../../../_components/form-feedback.tsx";
import { useFormAction } from "../../../../_components/use-form-action.ts";
import { submitGold, submitGoldRemoval } from "../../quality/actions.ts";

type Known = { explanation: string; inQuiz: boolean; verdicts: Record<string, string> };
const VALUES = ["A", "B", "TIE", "BOTH_BAD"] as const;

/** Makes a pair gold: the answer to each question, why, and whether the entry quiz asks it. */
export function GoldForm({ slug, comparisonId, dimensions, gold }: { slug: string; comparisonId: string; dimensions: readonly string[]; gold: Known | null }) {
  const t = useTranslations("comparison.gold");
  const m = useTranslations("manage");
  const dimensionName = useDimensionName();
  const [isOpen, setOpen] = useState(gold !== null);
  const [isRemoving, startRemoval] = useTransition();
  const { state, isPending, onSubmit } = useFormAction(submitGold.bind(null, slug, comparisonId));
  if (!isOpen) return <Button onClick={() => setOpen(true)}>{t("ask")}</Button>;
  return (
    <form onSubmit={onSubmit} className="flex max-w-3xl flex-col gap-4" aria-label={t("title")}>
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        {dimensions.map((dimension) => (
          <Field key={dimension} id={`gold-${dimension}`} label={dimensionName(dimension)}>
            <Select id={`gold-${dimension}`} name={dimension} defaultValue={gold?.verdicts[dimension] ?? ""}>
              <option value="">{t("notMeasured")}</option>
              {VALUES.map((value) => (
                <option key={value} value={value}>
                  {m(`values.${value}`)}
                </option>
              ))}
            </Select>
          </Field>
        ))}
      </div>
      <Field id="gold-explanation" label={t("why")} hint={t("whyHint")}>
        <Textarea id="gold-explanation" name="explanation" maxLength={2_000} defaultValue={gold?.explanation ?? ""} />
      </Field>
      <Checkbox name="inQuiz" defaultChecked={gold?.inQuiz ?? false} label={t("inQuiz")} />
      <FormFeedback state={state} />
      <div className="flex gap-2">
        <Button type="submit" variant="primary" disabled={isPending}>
          {gold ? t("save") : t("make")}
        </Button>
        {gold ? (
          <Button variant="danger" disabled={isRemoving} onClick={() => startRemoval(async () => void (await submitGoldRemoval(slug, comparisonId)))}>
            {t("remove")}
          </Button>
        ) : (
          <Button onClick={() => setOpen(false)}>{t("cancel")}</Button>
        )}
      </div>
    </form>
  );
}
