import { useTranslations } from "next-intl";
import type { ReportView } from "#lib/report/index.ts";
import { useFigures } from "../../../../_components/use-figures.ts";
import { SectionTitle } from "../../../_components/section-title.tsx";

/** The rules behind the figures, so that a reader can repeat them. */
export function MethodNote({ report: { method, progress } }: { report: ReportView }) {
  const t = useTranslations("report");
  const { formatCount, formatPercent } = useFigures();
  const rules = [
    t("method.consensus"),
    t("method.accuracy"),
    t("method.ceiling"),
    t("method.intervals", { confidence: formatPercent(method.confidence, 0), replicates: formatCount(method.replicates), seed: String(method.seed) }),
    t("method.leftOut", { shown: formatCount(progress.leftOutCount) }),
  ];
  return (
    <>
      <SectionTitle title={t("method.title")} />
      <ul className="max-w-4xl list-disc space-y-1 pl-5 text-base text-ink-soft">
        {rules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
    </>
  );
}
