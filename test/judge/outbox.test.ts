import { expect, test } from "vitest";
import { RequestFailure } from "../../app/(annotate)/judge/[slug]/judging-api.ts";
import { EntryStore, type OutboxBody } from "../../app/(annotate)/judge/[slug]/outbox/entries.ts";
import { Outbox, type OutboxState } from "../../app/(annotate)/judge/[slug]/outbox/outbox.ts";

/** A browser's storage in memory, with room for so many entries. */
class MemoryStorage implements Storage {
  readonly #values = new Map<string, string>();
  readonly #room: number;
  constructor(room = Infinity) {
    this.#room = room;
  }
  get length(): number {
    return this.#values.size;
  }
  key(index: number): string | null {
    return [...this.#values.keys()][index] ?? null;
  }
  getItem(key: string): string | null {
    return this.#values.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    if (this.#values.size >= this.#room) throw new DOMException("full", "QuotaExceededError");
    this.#values.set(key, value);
  }
  removeItem(key: string): void {
    this.#values.delete(key);
  }
  clear(): void {
    this.#values.clear();
  }
}

const submit = (id: string): OutboxBody => ({ kind: "submit", body: { id, leaseId: id } });
const revise = (id: string): OutboxBody => ({ kind: "revise", body: { id, judgmentId: id } });
const offline = () => Promise.reject(new RequestFailure("offline", "out of reach", false));

function open(storage: Storage, owner: string, send: (entry: OutboxBody) => Promise<void>) {
  const states: OutboxState[] = [];
  const outbox = new Outbox({ storage, owner, send, onChange: (state) => states.push(state) });
  return { outbox, last: () => states.at(-1)! };
}

test("answers and changes are sent in the order in which they were given, over a reload", async () => {
  const storage = new MemoryStorage();
  const before = open(storage, "ana", offline);
  for (const entry of [submit("1"), revise("2"), submit("3")]) before.outbox.add(entry);
  await before.outbox.flush();
  await expect.poll(before.last).toMatchObject({ waiting: 3, trouble: "offline" });
  before.outbox.stop();
  const sent: string[] = [];
  const after = open(storage, "ana", async (entry) => void sent.push(`${entry.kind} ${entry.body.id}`));
  await after.outbox.flush();
  expect(sent).toEqual(["submit 1", "revise 2", "submit 3"]);
  expect(storage.length).toBe(0);
  expect(after.last()).toMatchObject({ waiting: 0, trouble: null, refused: null });
});

test("two tabs that write at once lose nothing, and people at one browser are kept apart", () => {
  const storage = new MemoryStorage();
  const [one, two, other] = [new EntryStore(storage, "ana"), new EntryStore(storage, "ana"), new EntryStore(storage, "ben")];
  for (const [store, id] of [[one, "1"], [two, "2"], [one, "3"], [other, "4"]] as const) store.write({ ...submit(id), key: store.makeKey(submit(id)) });
  expect(one.list().map((entry) => entry.body.id)).toEqual(["1", "2", "3"]);
  expect(other.list().map((entry) => entry.body.id)).toEqual(["4"]);
});

test("what the server will never take is kept apart and told, and does not hold up the rest", async () => {
  const storage = new MemoryStorage();
  const sent: string[] = [];
  const { outbox, last } = open(storage, "ana", async (entry) => {
    if (entry.body.id === "1") throw new RequestFailure("already_judged", "You have judged this already.", true);
    sent.push(entry.body.id);
  });
  outbox.add(submit("1"));
  outbox.add(submit("2"));
  await expect.poll(() => sent).toEqual(["2"]);
  await expect.poll(last).toMatchObject({ waiting: 0, refused: { count: 1, message: "You have judged this already." } });
  expect(new EntryStore(storage, "ana").listRefused()).toHaveLength(1);
  outbox.forgetRefused();
  expect(last().refused).toBeNull();
});

test("a full storage is told; its answers are sent from memory, still in order", async () => {
  let isReachable = false;
  const sent: string[] = [];
  const { outbox, last } = open(new MemoryStorage(1), "ana", async (entry) => (isReachable ? void sent.push(entry.body.id) : offline()));
  outbox.add(submit("1"));
  outbox.add(submit("2"));
  expect(last()).toMatchObject({ waiting: 2, unsaved: 1 });
  isReachable = true;
  await expect.poll(() => sent, { timeout: 5_000 }).toEqual(["1", "2"]);
  await expect.poll(last).toMatchObject({ waiting: 0, unsaved: 0 });
});
