"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { sendJudgment, sendRevision } from "../judging-api.ts";
import { EntryStore, type OutboxBody } from "./entries.ts";
import { EMPTY_OUTBOX, Outbox, type OutboxState } from "./outbox.ts";

const send = (entry: OutboxBody) => (entry.kind === "submit" ? sendJudgment(entry.body) : sendRevision(entry.body));

/** The outbox of this person, with its state for the page. */
export function useOutbox(owner: string): { outbox: OutboxState; add: (body: OutboxBody) => void; forgetRefused: () => void; listWaiting: () => string[] } {
  const [outbox, setOutbox] = useState<OutboxState>(EMPTY_OUTBOX);
  const instance = useRef<Outbox>(null);
  useEffect(() => {
    const created = new Outbox({ storage: localStorage, owner, send, onChange: setOutbox, locks: navigator.locks });
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
  }, [owner]);
  /** The leases whose answers wait in this browser. */
  const listWaiting = useCallback(() => new EntryStore(localStorage, owner).list().flatMap((entry) => (entry.kind === "submit" ? [entry.body.leaseId] : [])), [owner]);
  return { outbox, listWaiting, add: useCallback((body) => instance.current?.add(body), []), forgetRefused: useCallback(() => instance.current?.forgetRefused(), []) };
}
