import { useTranslations } from "next-intl";
import type { SideVerdict } from "#lib/judgment/index.ts";

/** A verdict as people read it: "A, clearly"; a dash where there is none. */
export function useVerdictWords(): (verdict: SideVerdict | undefined) => string {
  const t = useTranslations("adjudication");
  return (verdict) => {
    if (!verdict) return "–";
    const value = t(`values.${verdict.value}`);
    if (!verdict.strength) return value;
    return t(verdict.strength === 2 ? "verdict.clearly" : "verdict.slightly", { value });
  };
}
