"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import type { Flag, RuleAction } from "#lib/annotator/index.ts";
import type { MemberFlag } from "#lib/generated/prisma/client.ts";
import { Button } from "../../../../../_components/button.tsx";
import { useFigures } from "../../../../../_components/use-figures.ts";
import { SectionTitle } from "../../../../_components/section-title.tsx";
import { submitTakeBack } from "../actions.ts";
import { FlagBadge, FlagFigures } from "../flag-badge.tsx";

/** What rules did, with the figures they saw; each can be taken back. */
export function AppliedRules({ flags, slug }: { flags: MemberFlag[]; slug: string }) {
  const t = useTranslations("people.rules");
  const { formatMoment } = useFigures();
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const takeBack = (id: string) => startTransition(async () => setProblem((await submitTakeBack(slug, id)).problem));
  return (
    <section aria-label={t("title")}>
      <SectionTitle title={t("title")} count={flags.length} />
      {problem ? <p className="text-base text-loss">{problem}</p> : null}
      <ul className="divide-y divide-line border-y border-line">
        {flags.map((row) => {
          const flag = { flag: row.flag, level: row.level, figures: row.evidence } as Flag;
          return (
            <li key={row.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 text-base">
              <span className="text-ink-soft tabular-nums">{formatMoment(row.at)}</span>
              <span className="font-medium">{t(row.action as RuleAction)}</span>
              <FlagBadge flag={flag} />
              <span className="min-w-0">
                <FlagFigures flag={flag} />
              </span>
              <span className="ml-auto">
                {row.dismissedAt ? (
                  <span className="text-ink-soft">{t("takenBack")}</span>
                ) : (
                  <Button size="small" variant="ghost" disabled={isPending} onClick={() => takeBack(row.id)}>
                    {t("takeBack")}
                  </Button>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
