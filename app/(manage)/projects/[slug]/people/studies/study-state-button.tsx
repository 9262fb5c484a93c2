"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "../../../../../_components/button.tsx";
import { submitStudyState } from "./actions.ts";

/** Closes a study to newcomers, or lets them in again; both can be undone at once. */
export function StudyStateButton({ slug, studyId, state, name }: { slug: string; studyId: string; state: "OPEN" | "CLOSED"; name: string }) {
  const t = useTranslations("studies.switch");
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const change = () => startTransition(async () => setProblem((await submitStudyState(slug, studyId, state === "OPEN" ? "CLOSED" : "OPEN")).problem));
  if (problem) return <span className="text-small text-loss">{problem}</span>;
  return (
    <Button size="small" variant="ghost" onClick={change} disabled={isPending} aria-label={t(`named.${state}`, { name })} title={state === "OPEN" ? t("why") : undefined}>
      {t(state)}
    </Button>
  );
}
