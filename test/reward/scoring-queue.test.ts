import { expect, test } from "vitest";
import { createScoringQueue } from "../../workers/reward/scoring-queue.ts";

const never = new AbortController().signal;

/** Work that ends when it is told to. */
function makeWork() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
  };
  return { begun, work, end: (name: string) => ends.get(name)?.() };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

test("lanes take work in order, and another line does not wait", async () => {
  const queue = createScoringQueue(100);
  const { begun, work, end } = makeWork();
  const done = ["a", "b", "c"].map((name) => queue.run("one", 1, 10, work(name), never));
  const other = queue.run("two", 1, 10, work("d"), never);
  await settle();
  expect(begun).toEqual(["a", "d"]);
  expect(queue.held()).toBe(40);
  end("a");
  expect(await done[0]).toBe("a");
  await settle();
  expect(begun).toEqual(["a", "d", "b"]);
  end("d");
  end("b");
  await Promise.all([done[1], other]);
  await settle();
  end("c");
  expect(await done[2]).toBe("c");
  expect(queue.held()).toBe(0);
});

test("what is over the limit is refused at once, and a batch larger than the queue gets in when it is empty", async () => {
  const queue = createScoringQueue(20);
  const { work, end } = makeWork();
  const first = queue.run("one", 2, 16, work("a"), never);
  await expect(queue.run("one", 2, 5, work("b"), never)).rejects.toMatchObject({ code: "reward_queue_full", status: 429, details: { retryAfterSeconds: expect.any(Number) } });
  const small = queue.run("one", 2, 4, work("c"), never);
  await settle();
  end("a");
  end("c");
  await Promise.all([first, small]);
  const large = queue.run("one", 2, 64, work("d"), never);
  await settle();
  end("d");
  expect(await large).toBe("d");
});

test("who left before it began takes no lane, and a failure gives its lane back", async () => {
  const queue = createScoringQueue(20);
  const { begun, work, end } = makeWork();
  const leaving = new AbortController();
  const first = queue.run("one", 1, 1, work("a"), never);
  const second = queue.run("one", 1, 1, work("b"), leaving.signal);
  const third = queue.run("one", 1, 1, async () => Promise.reject(new Error("broken")), never);
  const fourth = queue.run("one", 1, 1, work("d"), never);
  leaving.abort();
  await settle();
  end("a");
  await first;
  await expect(second).rejects.toThrow();
  await expect(third).rejects.toThrow("broken");
  await settle();
  end("d");
  expect(await fourth).toBe("d");
  expect(begun).toEqual(["a", "d"]);
});

test("closing waits for what is held and takes nothing more", async () => {
  const queue = createScoringQueue(20);
  const { work, end } = makeWork();
  const first = queue.run("one", 1, 1, work("a"), never);
  let isClosed = false;
  const closing = queue.close().then(() => (isClosed = true));
  await expect(queue.run("one", 1, 1, work("b"), never)).rejects.toMatchObject({ code: "reward_worker_missing", status: 503 });
  await settle();
  expect(isClosed).toBe(false);
  end("a");
  await first;
  await closing;
  await queue.close();
});
