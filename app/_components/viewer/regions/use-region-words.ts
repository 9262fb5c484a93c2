import { useTranslations } from "next-intl";

const TYPES = ["artifact", "over_edit", "missed"] as const;
const SEVERITIES = ["hardly", "visible", "disturbing", "bad", "unusable"] as const;

/** Types of faults and severities as people read them; the page must send the area `regions`. Types that a form names itself stay as they are. */
export function useRegionWords(): { nameOfType: (type: string) => string; severityWord: (severity: number) => string } {
  const t = useTranslations("regions");
  return {
    nameOfType: (type) => {
      const known = TYPES.find((name) => name === type);
      return known ? t(`types.${known}`) : type;
    },
    /** Of a severity 0..1. */
    severityWord: (severity) => t(`severities.${SEVERITIES[Math.min(SEVERITIES.length - 1, Math.floor(severity * SEVERITIES.length))]!}`),
  };
}
