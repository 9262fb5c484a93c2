"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "../../../_components/button.tsx";
import { submitTokenRevocation } from "./actions.ts";

/** Makes a token useless, after a second press. */
export function RevokeButton({ tokenId, name }: { tokenId: string; name: string }) {
  const t = useTranslations("tokens");
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const revoke = () => startTransition(async () => setProblem((await submitTokenRevocation(tokenId)).problem));
  if (problem) return <span className="text-small text-loss">{problem}</span>;
  return isAsking ? (
    <Button size="small" variant="danger" onClick={revoke} disabled={isPending} onBlur={() => setAsking(false)} autoFocus>
      {isPending ? t("revoke.busy") : t("revoke.confirm")}
    </Button>
  ) : (
    <Button size="small" variant="ghost" onClick={() => setAsking(true)} aria-label={t("revoke.label", { name })}>
      {t("revoke.ask")}
    </Button>
  );
}
