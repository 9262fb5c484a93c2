"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import type { RunState } from "#lib/scoring-run/index.ts";
import { Button } from "../../../../../../_components/button.tsx";
import { Dialog } from "../../../../../../_components/dialog.tsx";
import { Notice } from "../../../../../../_components/notice.tsx";
import { submitRunChange } from "../../actions.ts";

type Verb = Parameters<typeof submitRunChange>[2];

/** What an owner can do with a run as it stands. */
export function RunActions({ slug, runId, state, failedCount }: { slug: string; runId: string; state: RunState; failedCount: number }) {
  const t = useTranslations("scorers.actions");
  const [problem, setProblem] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [isPending, startTransition] = useTransition();
  const change = (verb: Verb) =>
    startTransition(async () => {
      setProblem((await submitRunChange(slug, runId, verb)).problem);
      setAsking(false);
    });
  const isOpen = state === "QUEUED" || state === "RUNNING" || state === "PAUSED";
  return (
    <div className="flex flex-col items-end gap-2">
      <div className="flex flex-wrap gap-2">
        {state === "QUEUED" || state === "RUNNING" ? (
          <Button onClick={() => change("pause")} disabled={isPending}>
            {t("pause")}
          </Button>
        ) : null}
        {state === "PAUSED" || state === "FAILED" ? (
          <Button variant="primary" onClick={() => change("resume")} disabled={isPending}>
            {t("resume")}
          </Button>
        ) : null}
        {failedCount > 0 && state !== "CANCELLED" ? (
          <Button onClick={() => change("retry")} disabled={isPending}>
            {t("retry")}
          </Button>
        ) : null}
        {isOpen ? (
          <Button variant="danger" onClick={() => setAsking(true)} disabled={isPending}>
            {t("cancel")}
          </Button>
        ) : null}
      </div>
      {problem ? <Notice tone="loss">{problem}</Notice> : null}
      <Dialog open={isAsking} onClose={() => setAsking(false)} title={t("cancelTitle")}>
        <p className="mb-4 text-base">{t("cancelText")}</p>
        <div className="flex gap-2">
          <Button variant="danger" onClick={() => change("cancel")} disabled={isPending}>
            {t("cancelNow")}
          </Button>
          <Button variant="ghost" onClick={() => setAsking(false)}>
            {t("keep")}
          </Button>
        </div>
      </Dialog>
    </div>
  );
}
