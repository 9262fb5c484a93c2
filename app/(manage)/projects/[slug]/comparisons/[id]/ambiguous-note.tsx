import { useTranslations } from "next-intl";
import { useFigures } from "../../../../../_components/use-figures.ts";
import { AmbiguousBadge } from "../../../../_components/consensus-badge.tsx";
import { Door } from "../../../../_components/door.tsx";

/** Why a comparison is ambiguous, and what comes of it. */
export function AmbiguousNote({ slug, judgmentCount, dimension, isSettled }: { slug: string; judgmentCount: number; dimension: string; isSettled: boolean }) {
  const t = useTranslations("comparison.ambiguous");
  const { counted, sentenceGap } = useFigures();
  return (
    <p className="mb-3 max-w-prose text-base">
      <AmbiguousBadge count={judgmentCount} /> {t("why", { ...counted(judgmentCount), dimension })}
      {isSettled ? null : sentenceGap}
      {isSettled ? null : t.rich("next", { door: (chunks) => <Door href={`/projects/${slug}/adjudication`}>{chunks}</Door> })}
    </p>
  );
}
