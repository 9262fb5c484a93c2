"use client";

import { signIn } from "next-auth/react";
import { useState } from "react";
import { Button } from "../../../_components/button.tsx";
import { Notice } from "../../../_components/notice.tsx";
import { explainSignIn } from "../../sign-in-errors.ts";

export function JoinButton({ token, next }: { token: string; next: string }) {
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
    setProblem(explainSignIn(result?.error));
    setBusy(false);
  };
  return (
    <div className="flex flex-col gap-3">
      <Button variant="primary" size="large" onClick={join} disabled={isBusy} className="w-full">
        {isBusy ? "Joining …" : "Start judging"}
      </Button>
      {problem ? <Notice tone="loss">{problem}</Notice> : null}
    </div>
  );
}
