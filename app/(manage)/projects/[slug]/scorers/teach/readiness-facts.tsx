import { useTranslations } from "next-intl";
import type { Readiness } from "#lib/learn/index.ts";
import { Notice } from "../../../../../_components/notice.tsx";
import { useFigures } from "../../../../../_components/use-figures.ts";
import { Door } from "../../../../_components/door.tsx";
import { KnownFacts } from "../../../../_components/known-facts.tsx";

/** What there is to learn from, and what is missing before it can start. */
export function ReadinessFacts({ readiness, slug }: { readiness: Readiness; slug: string }) {
  const t = useTranslations("teach.readiness");
  const { formatCount } = useFigures();
  const { missing } = readiness;
  const base = `/projects/${slug}`;
  return (
    <div className="flex flex-col gap-3">
      <KnownFacts
        facts={[
          { name: t("people"), value: <Door href={`${base}/people`}>{readiness.simulatedPeople > 0 ? t("peopleSimulated", { count: formatCount(readiness.people), simulated: formatCount(readiness.simulatedPeople) }) : formatCount(readiness.people)}</Door> },
          { name: t("judgments"), value: t("judgmentsValue", { count: formatCount(readiness.judgments), decisive: formatCount(readiness.decisive) }) },
          { name: t("comparisons"), value: <Door href={`${base}/comparisons`}>{formatCount(readiness.comparisons)}</Door> },
          { name: t("sources"), value: formatCount(readiness.sources) },
          { name: t("candidates"), value: formatCount(readiness.candidates) },
        ]}
      />
      {missing.length === 0 ? null : (
        <Notice tone="attention">
          <p>{t("notYet")}</p>
          <ul className="mt-1 list-disc pl-5">
            {missing.map(({ what, have, want }) => (
              <li key={what}>{t(`missing.${what}`, { have: formatCount(have), want: formatCount(want) })}</li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}
