"use client";

import { useContext, useEffect, useRef, useState } from "react";
import { type AnswerSink, JudgingSourceContext } from "./judging-source.ts";
import type { OutboxState } from "./outbox.ts";

/** The outbox of this person, with its state for the page. */
export function useOutbox(pseudonym: string): { outbox: OutboxState; add: AnswerSink["add"] } {
  const source = useContext(JudgingSourceContext);
  const [outbox, setOutbox] = useState<OutboxState>({ waiting: 0, isOffline: false, refused: null });
  const instance = useRef<AnswerSink>(null);
  useEffect(() => {
    const created = source.openSink(pseudonym, setOutbox);
    instance.current = created;
    const flush = () => void created.flush();
    flush();
    window.addEventListener("online", flush);
    return () => {
      created.stop();
      window.removeEventListener("online", flush);
    };
  }, [source, pseudonym]);
  return { outbox, add: (answer) => instance.current?.add(answer) };
}
