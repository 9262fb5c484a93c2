import { JuxtaError } from "../../lib/errors.ts";

const MAX_WAIT_SECONDS = 60;
/** Weight of the newest measurement in the running mean of the time that an item takes. */
const FRESHNESS = 0.2;

export type ScoringQueue = {
  /**
   * Runs `work` for `items` items once one of `lanes` of its line is free; lines do not wait for each other. Throws
   * `reward_queue_full` (429) at once where too many items are held, and gives up before it begins when `signal` is aborted.
   */
  run<Result>(line: string, lanes: number, items: number, work: () => Promise<Result>, signal: AbortSignal): Promise<Result>;
  /** Items taken in and not answered yet. */
  held(): number;
  /** Takes nothing more and waits for what is held. */
  close(): Promise<void>;
};

type Line = { busy: number; waiting: (() => void)[] };

/** A queue that holds at most `limit` items: what is over is refused at once, with the seconds after which there should be room. */
export function createScoringQueue(limit: number): ScoringQueue {
  const lines = new Map<string, Line>();
  let held = 0;
  let secondsPerItem = 0;
  let isClosed = false;
  let whenEmpty: (() => void) | undefined;

  /** A batch larger than the whole queue has to be let in sometime: when nothing else is there. */
  const admit = (items: number) => {
    if (isClosed) throw new JuxtaError("reward_worker_missing", "No worker is there to score. It may be starting; try again in a moment.", { status: 503 });
    if (held > 0 && held + items > limit) {
      const retryAfterSeconds = Math.min(MAX_WAIT_SECONDS, Math.max(1, Math.ceil(held * secondsPerItem)));
      throw new JuxtaError("reward_queue_full", "More is waiting to be scored than is kept. Try again after a while.", { status: 429, details: { retryAfterSeconds } });
    }
    held += items;
  };

  const takeLane = async (name: string, lanes: number): Promise<() => void> => {
    const line = lines.get(name) ?? { busy: 0, waiting: [] };
    lines.set(name, line);
    if (line.busy < lanes) line.busy += 1;
    else await new Promise<void>((resolve) => line.waiting.push(resolve));
    return () => {
      const next = line.waiting.shift();
      // The lane goes on to who waited longest, without being free in between.
      if (next) next();
      else line.busy -= 1;
      if (line.busy === 0) lines.delete(name);
    };
  };

  return {
    run: async (name, lanes, items, work, signal) => {
      admit(items);
      try {
        const free = await takeLane(name, lanes);
        try {
          signal.throwIfAborted();
          const began = performance.now();
          const result = await work();
          const seconds = (performance.now() - began) / 1_000 / items / lanes;
          secondsPerItem = secondsPerItem === 0 ? seconds : secondsPerItem + FRESHNESS * (seconds - secondsPerItem);
          return result;
        } finally {
          free();
        }
      } finally {
        held -= items;
        if (held === 0) whenEmpty?.();
      }
    },
    held: () => held,
    close: async () => {
      isClosed = true;
      if (held > 0) await new Promise<void>((resolve) => (whenEmpty = resolve));
    },
  };
}
