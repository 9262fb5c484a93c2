"use client";

import { useEffect, useRef, useState } from "react";
import { Outbox, type OutboxState } from "./outbox.ts";

/** The outbox of this person, with its state for the page. */
export function useOutbox(pseudonym: string): { outbox: OutboxState; add: Outbox["add"] } {
  const [outbox, setOutbox] = useState<OutboxState>({ waiting: 0, isOffline: false, refused: null });
  const instance = useRef<Outbox>(null);
  useEffect(() => {
    const created = new Outbox(pseudonym, setOutbox);
    instance.current = created;
    const flush = () => void created.flush();
    flush();
    window.addEventListener("online", flush);
    return () => {
      created.stop();
      window.removeEventListener("online", flush);
    };
  }, [pseudonym]);
  return { outbox, add: (answer) => instance.current?.add(answer) };
}
