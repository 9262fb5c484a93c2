"use client";

import { createContext } from "react";
import { type Batch, claim, type HistoryPage, readHistory, release, renew, sendJudgment, sendRevision } from "./judging-api.ts";
import { EntryStore, type OutboxBody } from "./outbox/entries.ts";
import { Outbox, type OutboxState } from "./outbox/outbox.ts";

/** What takes answers and changes of answers: the outbox, or what forgets them. `hasUnsaved`: some would be lost with this tab. */
export type AnswerSink = { add(answer: OutboxBody): void; flush(): Promise<void>; report(): void; forgetRefused(): void; stop(): void; readonly hasUnsaved: boolean };

/** Where the judging page gets its work from, and where the answers go. */
export type JudgingSource = {
  claim(slug: string, wanted: number): Promise<Batch>;
  renew(leaseIds: string[]): Promise<void>;
  release(leaseId: string, reason: string, note: string): Promise<void>;
  readHistory(slug: string, page: number): Promise<HistoryPage>;
  openSink(owner: string, onChange: (state: OutboxState) => void): AnswerSink;
  /** The leases whose answers wait in this browser. */
  listWaiting(owner: string): string[];
};

const send = (entry: OutboxBody) => (entry.kind === "submit" ? sendJudgment(entry.body) : sendRevision(entry.body));

const SERVER: JudgingSource = {
  claim,
  renew,
  release,
  readHistory,
  openSink: (owner, onChange) => new Outbox({ storage: localStorage, owner, send, onChange, locks: navigator.locks }),
  listWaiting: (owner) => new EntryStore(localStorage, owner).list().flatMap((entry) => (entry.kind === "submit" ? [entry.body.leaseId] : [])),
};

/** The server, unless a preview puts something else around the session. */
export const JudgingSourceContext = createContext<JudgingSource>(SERVER);
