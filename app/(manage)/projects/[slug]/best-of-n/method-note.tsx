import { useTranslations } from "next-intl";
import type { PickList } from "#lib/best-of-n/index.ts";
import { useFigures } from "../../../../_components/use-figures.ts";
import { SectionTitle } from "../../../_components/section-title.tsx";

/** The rules behind the figures, and what they cannot say. */
export function MethodNote({ list: { curve, judged, method } }: { list: PickList }) {
  const t = useTranslations("bestOfN");
  const { formatCount } = useFigures();
  const rules = [
    t("method.worth"),
    t("method.curve", { most: formatCount(curve.points.length), smaller: formatCount(curve.smallerCount) }),
    t("method.oracle"),
    t("method.complete", { incomplete: formatCount(judged.incompleteCount), items: formatCount(curve.poolCount) }),
    t("method.intervals", { replicates: formatCount(method.replicates), seed: String(method.seed) }),
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
