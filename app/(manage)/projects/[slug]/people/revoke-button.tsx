"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "../../../../_components/button.tsx";
import { submitRevocation } from "./actions.ts";

/** Makes a link useless for newcomers, after a second press. */
export function RevokeButton({ slug, inviteId, label }: { slug: string; inviteId: string; label: string }) {
  const t = useTranslations("people");
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const revoke = () =>
    startTransition(async () => {
      const state = await submitRevocation(slug, inviteId);
      setProblem(state.problem);
    });
  if (problem) return <span className="text-small text-loss">{problem}</span>;
  return isAsking ? (
    <Button size="small" variant="danger" onClick={revoke} disabled={isPending} onBlur={() => setAsking(false)} autoFocus>
      {isPending ? t("revoke.busy") : t("revoke.confirm")}
    </Button>
  ) : (
    <Button size="small" variant="ghost" onClick={() => setAsking(true)} aria-label={t("revoke.label", { name: label })}>
      {t("revoke.ask")}
    </Button>
  );
}
