"use client";

import { useEffect, useRef } from "react";

/** Milliseconds that a comparison was on screen and armed, without the time in a pause. */
export function useStopwatch(leaseId: string | undefined, isRunning: boolean): () => number {
  const watch = useRef({ leaseId, total: 0, since: null as number | null });
  useEffect(() => {
    const own = watch.current;
    if (own.leaseId !== leaseId) Object.assign(own, { leaseId, total: 0, since: null });
    if (!isRunning) return;
    own.since = performance.now();
    return () => {
      own.total += own.since === null ? 0 : performance.now() - own.since;
      own.since = null;
    };
  }, [isRunning, leaseId]);
  return () => Math.round(watch.current.total + (watch.current.since === null ? 0 : performance.now() - watch.current.since));
}
