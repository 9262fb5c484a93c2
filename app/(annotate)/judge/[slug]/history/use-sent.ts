"use client";

import { useCallback, useContext, useRef } from "react";
import type { FormDefinition } from "#lib/form/schemas.ts";
import type { JudgingView } from "#lib/judgment/index.ts";
import type { Draft } from "../answers/draft.ts";
import { JudgingSourceContext } from "../judging-source.ts";

/** An answer that was sent, as it can be brought back. `until`: when the window for changes ends, in milliseconds; null: it has. */
export type SentAnswer = { judgmentId: string; view: JudgingView; form: FormDefinition; draft: Draft; until: number | null };

/** What this page sent, latest last: it can be brought back without the server, and before it is stored. */
export function useSent(slug: string) {
  const { readHistory } = useContext(JudgingSourceContext);
  const sent = useRef<SentAnswer[]>([]);
  const remember = useCallback((answer: SentAnswer) => {
    sent.current = [...sent.current.filter((other) => other.judgmentId !== answer.judgmentId), answer].slice(-20);
  }, []);
  /** A changed answer keeps its place. */
  const replace = useCallback((judgmentId: string, draft: Draft) => {
    sent.current = sent.current.map((answer) => (answer.judgmentId === judgmentId ? { ...answer, draft } : answer));
  }, []);
  /** The answer before the given one, or the latest; asked from the server when this page has sent none. Null: none that can be changed. */
  const findPrevious = useCallback(
    async (beforeId: string | null): Promise<SentAnswer | null> => {
      const index = beforeId === null ? sent.current.length : sent.current.findIndex((answer) => answer.judgmentId === beforeId);
      const own = sent.current[index - 1];
      if (own) return (own.until ?? 0) > Date.now() ? own : null;
      if (beforeId !== null || sent.current.length > 0) return null;
      const latest = (await readHistory(slug, 1)).rows[0];
      if (!latest?.changeableUntil) return null;
      return { judgmentId: latest.id, view: latest.view, form: latest.form, draft: { verdicts: latest.verdicts, parts: latest.parts }, until: new Date(latest.changeableUntil).getTime() };
    },
    [slug, readHistory],
  );
  return { remember, replace, findPrevious };
}
