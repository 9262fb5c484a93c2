export type RequestGate = {
  /** Waits for a free place; the returned function gives it back. Rejects with the signal's reason. */
  enter(signal?: AbortSignal): Promise<() => void>;
  /** Nobody enters for so long: a server that said 429 means all of its clients. */
  pause(ms: number): void;
};

/** Resolves after `ms`, or rejects as soon as the signal aborts. */
export function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal?.addEventListener("abort", stop, { once: true });
  });
}

/** At most `concurrency` inside at once, first come first served; with a rate, starts keep an even distance. */
export function createRequestGate({ concurrency, requestsPerMinute }: { concurrency: number; requestsPerMinute: number | null }): RequestGate {
  const waiting: (() => void)[] = [];
  const distanceMs = requestsPerMinute === null ? 0 : 60_000 / requestsPerMinute;
  let inside = 0;
  let openAt = 0;

  const leave = () => {
    inside -= 1;
    waiting.shift()?.();
  };
  const takePlace = async (signal?: AbortSignal) => {
    signal?.throwIfAborted();
    if (inside < concurrency && waiting.length === 0) {
      inside += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const giveUp = () => {
        waiting.splice(waiting.indexOf(enter), 1);
        reject(signal?.reason);
      };
      const enter = () => {
        signal?.removeEventListener("abort", giveUp);
        inside += 1;
        resolve();
      };
      waiting.push(enter);
      signal?.addEventListener("abort", giveUp, { once: true });
    });
  };

  return {
    enter: async (signal) => {
      await takePlace(signal);
      try {
        for (let left = openAt - Date.now(); left > 0; left = openAt - Date.now()) await wait(left, signal);
        if (distanceMs > 0) openAt = Date.now() + distanceMs;
      } catch (error) {
        leave();
        throw error;
      }
      return leave;
    },
    pause: (ms) => {
      openAt = Math.max(openAt, Date.now() + ms);
    },
  };
}
