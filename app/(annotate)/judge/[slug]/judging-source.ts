"use client";

import { createContext } from "react";
import type { SubmitJudgmentInput } from "#lib/judgment/index.ts";
import { type Batch, claim, release, renew } from "./judging-api.ts";
import { Outbox, type OutboxState } from "./outbox.ts";

/** What takes answers: the outbox, or what forgets them. */
export type AnswerSink = { add(answer: SubmitJudgmentInput): void; flush(): Promise<void>; stop(): void };

/** Where the judging page gets its work from, and where the answers go. */
export type JudgingSource = {
  claim(slug: string, wanted: number): Promise<Batch>;
  renew(leaseIds: string[]): Promise<void>;
  release(leaseId: string, reason: string, note: string): Promise<void>;
  openSink(owner: string, onChange: (state: OutboxState) => void): AnswerSink;
};

const SERVER: JudgingSource = { claim, renew, release, openSink: (owner, onChange) => new Outbox(owner, onChange) };

/** The server, unless a preview puts something else around the session. */
export const JudgingSourceContext = createContext<JudgingSource>(SERVER);
