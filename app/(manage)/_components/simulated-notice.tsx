import { useTranslations } from "next-intl";
import { Notice } from "../../_components/notice.tsx";
import { useFigures } from "../../_components/use-figures.ts";

/** Says in words that figures rest on simulated judgments, alone or mixed with those of people; nothing when none are. */
export function SimulatedNotice({ judgmentCount, simulatedCount, className }: { judgmentCount: number; simulatedCount: number; className?: string }) {
  const t = useTranslations("manage");
  const { formatCount } = useFigures();
  if (simulatedCount === 0) return null;
  const people = judgmentCount - simulatedCount;
  return (
    <Notice tone="attention" className={className}>
      {people === 0
        ? t("simulated.all", { shown: formatCount(judgmentCount) })
        : t("simulated.mixed", { people, peopleShown: formatCount(people), simulatedShown: formatCount(simulatedCount) })}
    </Notice>
  );
}
