import { useTranslations } from "next-intl";
import { CalibrationPart } from "./calibration-part.tsx";
import { EnsemblePart } from "./ensemble-part.tsx";
import { HackingPart } from "./hacking-part.tsx";
import type { PartProps } from "./part.tsx";
import { SpreadPart } from "./spread-part.tsx";
import { StrengthPart } from "./strength-part.tsx";

/** What stands behind a scorer's accuracy: passes, calibration, strength, spread, and what else it may reward. */
export function DiagnosticsSection(props: PartProps) {
  const t = useTranslations("diagnostics");
  // Where there is nothing to draw, it does not stand beside a chart.
  const hasPasses = props.detail.diagnostics.ensemble !== null;
  return (
    <div className="mt-8 grid gap-x-10 gap-y-8 lg:grid-cols-2" aria-label={t("title")}>
      {hasPasses ? <EnsemblePart {...props} /> : null}
      <CalibrationPart {...props} />
      <StrengthPart {...props} />
      <SpreadPart {...props} />
      {hasPasses ? null : <EnsemblePart {...props} />}
      <div className="min-w-0 lg:col-span-2">
        <HackingPart {...props} />
      </div>
    </div>
  );
}
