import { useTranslations } from "next-intl";
import type { GoldValue, GoldVerdicts } from "#lib/gold/index.ts";
import { useDimensionName } from "../../../../_components/dimension-name.ts";

/** Puts known answers into words: "Overall: A, Rest kept: equal". */
export function useVerdictWords(): (verdicts: GoldVerdicts) => string {
  const t = useTranslations("quality");
  const values = useTranslations("manage.values");
  const dimensionName = useDimensionName();
  return (verdicts) =>
    Object.entries<GoldValue>(verdicts)
      .map(([dimension, value]) => t("verdict", { dimension: dimensionName(dimension), value: values(value) }))
      .join(t("comma"));
}
