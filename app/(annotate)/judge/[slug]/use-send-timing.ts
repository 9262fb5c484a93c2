"use client";

import { useCallback, useEffect, useRef } from "react";

/** Measures from sending until the next unit is on screen with all its pictures decoded: `juxta-send-to-shown`. */
export function useSendTiming(unitId: string | undefined, isArmed: boolean): () => void {
  const sent = useRef<{ at: number; unitId: string | undefined } | null>(null);
  useEffect(() => {
    const from = sent.current;
    if (!from || !isArmed || unitId === from.unitId) return;
    sent.current = null;
    // The frame that shows it is painted when the next one begins.
    const frame = requestAnimationFrame(() => performance.measure("juxta-send-to-shown", { start: from.at, end: performance.now() }));
    return () => cancelAnimationFrame(frame);
  }, [unitId, isArmed]);
  return useCallback(() => {
    performance.mark("juxta-send");
    sent.current = { at: performance.now(), unitId };
  }, [unitId]);
}
