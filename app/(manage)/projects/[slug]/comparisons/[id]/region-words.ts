import { useTranslations } from "next-intl";
import { REGION_TYPES } from "#lib/form/schemas.ts";

const SEVERITIES = ["hardly", "visible", "disturbing", "bad", "unusable"] as const;

/** Names of what was marked; types that a form named itself stay as they were written, a severity is 0..1. */
export function useRegionWords(): { typeName: (type: string) => string; severityName: (severity: number) => string } {
  const t = useTranslations("comparison.regions");
  return {
    typeName: (type) => {
      const known = REGION_TYPES.find((name) => name === type);
      return known ? t(`types.${known}`) : type;
    },
    severityName: (severity) => t(`severities.${SEVERITIES[Math.min(SEVERITIES.length - 1, Math.floor(severity * SEVERITIES.length))]!}`),
  };
}
