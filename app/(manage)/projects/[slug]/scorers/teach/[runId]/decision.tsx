"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "../../../../../../_components/button.tsx";
import { Dialog } from "../../../../../../_components/dialog.tsx";
import { Notice } from "../../../../../../_components/notice.tsx";
import { submitCancel, submitDecision } from "../actions.ts";

type Props = { slug: string; runId: string; isGoing: boolean; canUse: boolean; isRecommended: boolean; decision: string | null };

/** What an owner can do with a run: cancel it while it goes on, then use what it learned, or not. */
export function Decision({ slug, runId, isGoing, canUse, isRecommended, decision }: Props) {
  const t = useTranslations("teach.decision");
  const [problem, setProblem] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [isPending, startTransition] = useTransition();
  const run = (change: () => ReturnType<typeof submitCancel>) =>
    startTransition(async () => {
      setProblem((await change()).problem);
      setAsking(false);
    });
  const use = () => run(() => submitDecision(slug, runId, "used"));
  return (
    <div className="flex flex-col items-end gap-2">
      <div className="flex flex-wrap gap-2">
        {isGoing ? (
          <Button variant="danger" disabled={isPending} onClick={() => run(() => submitCancel(slug, runId))}>
            {t("cancel")}
          </Button>
        ) : null}
        {canUse && decision !== "used" ? (
          <Button variant={isRecommended ? "primary" : "secondary"} disabled={isPending} onClick={isRecommended ? use : () => setAsking(true)}>
            {t("use")}
          </Button>
        ) : null}
        {canUse && decision !== "not_used" ? (
          <Button disabled={isPending} onClick={() => run(() => submitDecision(slug, runId, "not_used"))}>
            {t("doNotUse")}
          </Button>
        ) : null}
      </div>
      {problem ? <Notice tone="loss">{problem}</Notice> : null}
      <Dialog open={isAsking} onClose={() => setAsking(false)} title={t("askTitle")}>
        <p className="mb-4 text-base">{t("askText")}</p>
        <div className="flex gap-2">
          <Button disabled={isPending} onClick={use}>
            {t("useAnyway")}
          </Button>
          <Button variant="ghost" onClick={() => setAsking(false)}>
            {t("back")}
          </Button>
        </div>
      </Dialog>
    </div>
  );
}
