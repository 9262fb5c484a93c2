import { RequestFailure } from "../judging-api.ts";
import { type Entry, EntryStore, type OutboxBody } from "./entries.ts";

/** The longest wait is short enough that answers are stored within seconds of the server's return. */
const RETRY_MS = [500, 1_000, 2_000, 4_000];

export type OutboxState = {
  waiting: number;
  /** Why sending is not possible just now. */
  trouble: "offline" | "signed_out" | null;
  /** The browser's storage took no more: these answers live in this tab alone until they are sent. */
  unsaved: number;
  refused: { message: string; count: number } | null;
  /** Nothing is stored or sent. */
  isPreview?: boolean;
};
export const EMPTY_OUTBOX: OutboxState = { waiting: 0, trouble: null, unsaved: 0, refused: null };

/** Sends one entry; resolves once the server has stored it. */
export type SendEntry = (entry: OutboxBody) => Promise<void>;
type Options = { storage: Storage; owner: string; send: SendEntry; onChange: (state: OutboxState) => void; locks?: LockManager };

/**
 * Answers and changes wait in the browser's storage until the server has acknowledged them: a closed tab, a lost network or a
 * stopped server loses nothing. They are sent strictly in order, by one tab at a time where the browser has locks; without,
 * two tabs may send the same entry, which its own id makes harmless.
 */
export class Outbox {
  readonly #store: EntryStore;
  readonly #options: Options;
  /** Entries that the storage did not take. */
  #unsaved: Entry[] = [];
  #isSending = false;
  #isStopped = false;
  #failures = 0;
  #trouble: OutboxState["trouble"] = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #addedAt = new Map<string, number>();

  constructor(options: Options) {
    this.#options = options;
    this.#store = new EntryStore(options.storage, options.owner);
  }

  /** Stores the entry first; sending happens after. */
  add(body: OutboxBody): void {
    const entry = { ...body, key: this.#store.makeKey(body) };
    this.#addedAt.set(entry.key, performance.now());
    try {
      this.#store.write(entry);
    } catch {
      this.#unsaved.push(entry);
    }
    this.report();
    void this.flush();
  }

  /** Sends what waits, oldest first, until nothing waits or sending fails; then tries again later. */
  async flush(): Promise<void> {
    if (this.#isSending || this.#isStopped) return;
    this.#isSending = true;
    clearTimeout(this.#timer);
    try {
      const { locks, owner } = this.#options;
      await (locks ? locks.request(`juxta-outbox ${owner}`, () => this.#sendAll()) : this.#sendAll());
      this.#failures = 0;
      this.#trouble = null;
    } catch (error) {
      this.#failures += 1;
      this.#trouble = error instanceof RequestFailure && error.code === "unauthenticated" ? "signed_out" : "offline";
      if (!this.#isStopped) this.#timer = setTimeout(() => void this.flush(), RETRY_MS[Math.min(this.#failures, RETRY_MS.length) - 1]);
    } finally {
      this.#isSending = false;
      this.report();
    }
    // What was added between the last look and here.
    if (this.#failures === 0 && this.#next()) void this.flush();
  }

  /** Some answers would be lost with this tab. */
  get hasUnsaved(): boolean {
    return this.#unsaved.length > 0;
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  forgetRefused(): void {
    this.#store.forgetRefused();
    this.report();
  }

  report(): void {
    const refused = this.#store.listRefused();
    const last = refused.at(-1);
    this.#options.onChange({
      waiting: this.#list().length,
      trouble: this.#trouble,
      unsaved: this.#unsaved.length,
      refused: last ? { message: last.message, count: refused.length } : null,
    });
  }

  #list(): Entry[] {
    return [...this.#store.list(), ...this.#unsaved].sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  #next(): Entry | undefined {
    return this.#isStopped ? undefined : this.#list()[0];
  }

  async #sendAll(): Promise<void> {
    for (let next = this.#next(); next; next = this.#next()) await this.#send(next);
  }

  async #send(entry: Entry): Promise<void> {
    try {
      await this.#options.send(entry);
      const start = this.#addedAt.get(entry.key);
      if (start !== undefined) performance.measure("juxta-send-to-stored", { start, end: performance.now() });
      this.#store.remove(entry.key);
    } catch (error) {
      if (!(error instanceof RequestFailure) || !error.isFinal) throw error;
      this.#store.refuse(entry, error.message);
    }
    this.#unsaved = this.#unsaved.filter((other) => other.key !== entry.key);
    this.#addedAt.delete(entry.key);
    this.#failures = 0;
    this.#trouble = null;
    this.report();
  }
}
