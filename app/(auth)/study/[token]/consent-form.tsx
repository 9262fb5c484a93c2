"use client";

import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button, ButtonLink } from "../../../_components/button.tsx";
import { Notice } from "../../../_components/notice.tsx";

type Consent = { token: string; query: string; next: string; declineHref: string; isBack: boolean };

/** Starts, or goes on, under a pseudonym; what has changed meanwhile is shown by the page itself after a reload. */
export function ConsentForm({ token, query, next, declineHref, isBack }: Consent) {
  const t = useTranslations("study.consent");
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const start = async () => {
    setBusy(true);
    setProblem(null);
    const result = await signIn("study", { redirect: false, token, query }).catch(() => undefined);
    if (result?.ok) return window.location.assign(next);
    if (result?.error?.startsWith("study_")) return window.location.reload();
    setProblem(t(result?.error === "too_many_attempts" ? "tooMany" : "failed"));
    setBusy(false);
  };
  return (
    <div className="flex flex-col gap-3">
      <Button variant="primary" size="large" onClick={start} disabled={isBusy} className="w-full">
        {t(isBusy ? "starting" : isBack ? "goOn" : "start")}
      </Button>
      {isBack ? null : (
        <ButtonLink href={declineHref} variant="ghost" prefetch={false} className="w-full">
          {t("decline")}
        </ButtonLink>
      )}
      {problem ? <Notice tone="loss">{problem}</Notice> : null}
    </div>
  );
}
