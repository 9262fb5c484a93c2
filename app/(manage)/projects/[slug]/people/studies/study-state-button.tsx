"use client";

import { useState, useTransition } from "react";
import { Button } from "../../../../../_components/button.tsx";
import { submitStudyState } from "./actions.ts";

/** Closes a study to newcomers, or lets them in again; both can be undone at once. */
export function StudyStateButton({ slug, studyId, state, name }: { slug: string; studyId: string; state: "OPEN" | "CLOSED"; name: string }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const verb = state === "OPEN" ? "Close" : "Reopen";
  const change = () => startTransition(async () => setProblem((await submitStudyState(slug, studyId, state === "OPEN" ? "CLOSED" : "OPEN")).problem));
  if (problem) return <span className="text-small text-loss">{problem}</span>;
  return (
    <Button size="small" variant="ghost" onClick={change} disabled={isPending} aria-label={`${verb} ${name}`} title={state === "OPEN" ? "Nobody new comes in; who has started goes on." : undefined}>
      {verb}
    </Button>
  );
}
