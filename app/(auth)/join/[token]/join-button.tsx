"use client";

import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../../_components/button.tsx";
import { Notice } from "../../../_components/notice.tsx";
import { explainSignIn } from "../../sign-in-errors.ts";

export function JoinButton({ token, next }: { token: string; next: string }) {
  const t = useTranslations("auth");
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const join = async () => {
    setBusy(true);
    setProblem(null);
    const result = await signIn("invite", { redirect: false, token }).catch(() => undefined);
    if (result?.ok) {
      window.location.assign(next);
      return;
    }
    setProblem(explainSignIn(t, result?.error));
    setBusy(false);
  };
  return (
    <div className="flex flex-col gap-3">
      <Button variant="primary" size="large" onClick={join} disabled={isBusy} className="w-full">
        {isBusy ? t("join.busy") : t("join.start")}
      </Button>
      {problem ? <Notice tone="loss">{problem}</Notice> : null}
    </div>
  );
}
