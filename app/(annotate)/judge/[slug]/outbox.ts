import type { SubmitJudgmentInput } from "#lib/judgment/index.ts";
import { RequestFailure, sendJudgment } from "./judging-api.ts";

const KEY = "juxta-outbox";
const RETRY_MS = [500, 1_000, 2_000, 5_000, 10_000];

/** `owner` keeps two people at one browser apart. */
type Entry = { owner: string; answer: SubmitJudgmentInput };
export type OutboxState = { waiting: number; isOffline: boolean; refused: { code: string; message: string; count: number } | null };

function read(): Entry[] {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "[]") as Entry[];
  } catch {
    return [];
  }
}

function write(entries: Entry[]): void {
  localStorage.setItem(KEY, JSON.stringify(entries));
}

/**
 * Answers wait in the browser's storage until the server has acknowledged them: a closed tab, a lost network or a stopped
 * server loses nothing, and each answer carries its own id, so that sending twice stores once.
 */
export class Outbox {
  readonly #owner: string;
  readonly #onChange: (state: OutboxState) => void;
  #isSending = false;
  #failures = 0;
  #refused: OutboxState["refused"] = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(owner: string, onChange: (state: OutboxState) => void) {
    this.#owner = owner;
    this.#onChange = onChange;
  }

  /** Stores the answer first; sending happens after. */
  add(answer: SubmitJudgmentInput): void {
    write([...read(), { owner: this.#owner, answer }]);
    this.#report();
    void this.flush();
  }

  /** Sends what waits, oldest first. */
  async flush(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    clearTimeout(this.#timer);
    try {
      for (let next = this.#next(); next; next = this.#next()) await this.#send(next);
      this.#failures = 0;
    } catch {
      this.#failures += 1;
      this.#timer = setTimeout(() => void this.flush(), RETRY_MS[Math.min(this.#failures, RETRY_MS.length) - 1]);
    } finally {
      this.#isSending = false;
      this.#report();
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #next(): Entry | undefined {
    return read().find((entry) => entry.owner === this.#owner);
  }

  async #send(entry: Entry): Promise<void> {
    try {
      await sendJudgment(entry.answer);
    } catch (error) {
      if (!(error instanceof RequestFailure) || !error.isFinal) throw error;
      this.#refused = { code: error.code, message: error.message, count: (this.#refused?.count ?? 0) + 1 };
    }
    write(read().filter((other) => other.answer.id !== entry.answer.id));
    this.#failures = 0;
    this.#report();
  }

  #report(): void {
    this.#onChange({ waiting: read().filter((entry) => entry.owner === this.#owner).length, isOffline: this.#failures > 0, refused: this.#refused });
  }
}
