import type { ReviseJudgmentInput, SubmitJudgmentInput } from "#lib/judgment/index.ts";

/** An answer, or the change of one; `body` is what is sent, with its own id. */
export type OutboxBody = { kind: "submit"; body: SubmitJudgmentInput } | { kind: "revise"; body: ReviseJudgmentInput };
export type Entry = OutboxBody & { key: string };
export type Refused = { key: string; message: string };

const WAITING = "juxta-outbox";
const REFUSED = "juxta-refused";
const SEQUENCE_DIGITS = 16;

let latest = 0;

/** Rises within a tab, and by the clock across tabs. */
function nextSequence(): string {
  latest = Math.max(latest + 1, Date.now() * 1_000);
  return String(latest).padStart(SEQUENCE_DIGITS, "0");
}

const keysUnder = (storage: Storage, prefix: string) =>
  Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "")
    .filter((key) => key.startsWith(prefix))
    .sort();

/** Reads one entry; one that cannot be read is not ours. */
function readJson<Value>(storage: Storage, key: string): Value[] {
  try {
    return [JSON.parse(storage.getItem(key) ?? "") as Value];
  } catch {
    return [];
  }
}

/**
 * What waits in a browser's storage, apart for each person. Every entry has a key of its own, so that two tabs that write
 * at once cannot lose one another's, and keys sort in the order of sending.
 */
export class EntryStore {
  readonly #storage: Storage;
  readonly #owner: string;

  constructor(storage: Storage, owner: string) {
    this.#storage = storage;
    this.#owner = owner;
  }

  makeKey(body: OutboxBody): string {
    return `${WAITING} ${this.#owner} ${nextSequence()} ${body.body.id}`;
  }

  /** Throws what the storage throws when it is full. */
  write({ key, ...entry }: Entry): void {
    this.#storage.setItem(key, JSON.stringify(entry));
  }

  /** In the order of sending. */
  list(): Entry[] {
    return keysUnder(this.#storage, `${WAITING} ${this.#owner} `).flatMap((key) => readJson<OutboxBody>(this.#storage, key).map((entry) => ({ ...entry, key })));
  }

  remove(key: string): void {
    this.#storage.removeItem(key);
  }

  /** Keeps what the server will never take, so that nothing goes unseen. */
  refuse({ key, ...entry }: Entry, message: string): void {
    try {
      this.#storage.setItem(`${REFUSED}${key.slice(WAITING.length)}`, JSON.stringify({ ...entry, message }));
    } catch {
      // A full storage keeps what waits; what was refused is on the page.
    }
    this.remove(key);
  }

  listRefused(): Refused[] {
    return keysUnder(this.#storage, `${REFUSED} ${this.#owner} `).flatMap((key) => readJson<{ message: string }>(this.#storage, key).map(({ message }) => ({ key, message })));
  }

  forgetRefused(): void {
    for (const { key } of this.listRefused()) this.#storage.removeItem(key);
  }
}
