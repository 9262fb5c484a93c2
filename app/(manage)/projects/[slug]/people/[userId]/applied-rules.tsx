"use client";

import { useState, useTransition } from "react";
import type { Flag } from "#lib/annotator/index.ts";
import type { MemberFlag } from "#lib/generated/prisma/client.ts";
import { Button } from "../../../../../_components/button.tsx";
import { SectionTitle } from "../../../../_components/section-title.tsx";
import { submitTakeBack } from "../actions.ts";
import { describeFlag, FlagBadge } from "../flag-badge.tsx";

const DONE: Record<string, string> = { warn: "Warned", pause: "Paused", exclude: "Excluded" };

/** What rules did, with the figures they saw; each can be taken back. */
export function AppliedRules({ flags, slug }: { flags: MemberFlag[]; slug: string }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const takeBack = (id: string) => startTransition(async () => setProblem((await submitTakeBack(slug, id)).problem));
  return (
    <section aria-label="What rules did">
      <SectionTitle title="What rules did" count={flags.length} />
      {problem ? <p className="text-base text-loss">{problem}</p> : null}
      <ul className="divide-y divide-line border-y border-line">
        {flags.map((row) => {
          const flag = { flag: row.flag, level: row.level, figures: row.evidence } as Flag;
          return (
            <li key={row.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 text-base">
              <span className="text-ink-soft tabular-nums">{row.at.toISOString().slice(0, 16).replace("T", " ")}</span>
              <span className="font-medium">{DONE[row.action]}</span>
              <FlagBadge flag={flag} />
              <span className="min-w-0">{describeFlag(flag)}</span>
              <span className="ml-auto">
                {row.dismissedAt ? (
                  <span className="text-ink-soft">taken back</span>
                ) : (
                  <Button size="small" variant="ghost" disabled={isPending} onClick={() => takeBack(row.id)}>
                    Take back
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
