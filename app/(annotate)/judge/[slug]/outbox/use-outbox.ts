"use client";

import { useCallback, useContext, useEffect, useRef, useState } from "react";
import { type AnswerSink, JudgingSourceContext } from "../judging-source.ts";
import type { OutboxBody } from "./entries.ts";
import { EMPTY_OUTBOX, type OutboxState } from "./outbox.ts";

/** The outbox of this person, with its state for the page. */
export function useOutbox(owner: string): { outbox: OutboxState; add: (body: OutboxBody) => void; forgetRefused: () => void; listWaiting: () => string[] } {
  const source = useContext(JudgingSourceContext);
  const [outbox, setOutbox] = useState<OutboxState>(EMPTY_OUTBOX);
  const instance = useRef<AnswerSink>(null);
  useEffect(() => {
    const created = source.openSink(owner, setOutbox);
    instance.current = created;
    const flush = () => void created.flush();
    const report = () => created.report();
    // What cannot be stored would be lost with the tab.
    const onLeave = (event: BeforeUnloadEvent) => created.hasUnsaved && event.preventDefault();
    flush();
    window.addEventListener("online", flush);
    window.addEventListener("storage", report);
    window.addEventListener("beforeunload", onLeave);
    return () => {
      created.stop();
      window.removeEventListener("online", flush);
      window.removeEventListener("storage", report);
      window.removeEventListener("beforeunload", onLeave);
    };
  }, [source, owner]);
  const listWaiting = useCallback(() => source.listWaiting(owner), [source, owner]);
  return { outbox, listWaiting, add: useCallback((body) => instance.current?.add(body), []), forgetRefused: useCallback(() => instance.current?.forgetRefused(), []) };
}
