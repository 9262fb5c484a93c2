import { formatCount } from "../../_components/figure.ts";
import { Notice } from "../../_components/notice.tsx";

/** Says in words that figures rest on simulated judgments, alone or mixed with those of people; nothing when none are. */
export function SimulatedNotice({ judgmentCount, simulatedCount, className }: { judgmentCount: number; simulatedCount: number; className?: string }) {
  if (simulatedCount === 0) return null;
  const people = judgmentCount - simulatedCount;
  return (
    <Notice tone="attention" className={className}>
      {people === 0
        ? `All ${formatCount(judgmentCount)} judgments here are simulated: made by code to fill the demo, not by people.`
        : `These figures mix ${formatCount(people)} ${people === 1 ? "judgment by a person" : "judgments by people"} with ${formatCount(simulatedCount)} simulated ones, made by code to fill the demo.`}
    </Notice>
  );
}
