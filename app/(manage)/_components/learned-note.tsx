import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { LearnedFrom } from "#lib/learn/index.ts";
import { useFigures } from "../../_components/use-figures.ts";
import { Door } from "./door.tsx";

/** Says that a scorer is measured on judgments that it learned from, and where it is measured on others. */
export function LearnedNote({ slug, learned }: { slug: string; learned: LearnedFrom }) {
  const t = useTranslations("report");
  const { formatCount, formatPercent } = useFigures();
  const words = { judgments: formatCount(learned.judgmentCount), sources: formatCount(learned.sourceCount), run: (chunks: ReactNode) => <Door href={`/projects/${slug}/scorers/teach/${learned.runId}`}>{chunks}</Door> };
  return (
    <p className="mb-2 max-w-prose text-base text-attention">
      {learned.heldOut === null ? t.rich("learned.plain", words) : t.rich("learned.heldOut", { ...words, share: formatPercent(learned.heldOut) })}
    </p>
  );
}
