"use client";

import { useCallback, useContext, useEffect, useRef, useState } from "react";
import type { JudgingNotice } from "#lib/annotator/index.ts";
import type { JudgingView, OwnProgress } from "#lib/judgment/index.ts";
import type { OwnParticipation } from "#lib/recruiting/index.ts";
import { RequestFailure } from "./judging-api.ts";
import { JudgingSourceContext } from "./judging-source.ts";

const AHEAD = 3;
const MOST = 8;
const RETRY_MS = 2_000;

export type Situation = { kind: "loading" } | { kind: "ready" } | { kind: "finished" } | { kind: "failed"; code: string; message: string };

/** Fetches and decodes a picture, so that showing it later costs nothing. */
async function decode(address: string, kept: Map<string, HTMLImageElement>): Promise<void> {
  if (kept.has(address)) return;
  const image = new Image();
  image.decoding = "async";
  image.src = address;
  kept.set(address, image);
  try {
    await image.decode();
  } catch (error) {
    kept.delete(address);
    throw error;
  }
}

const addressesOf = (view: JudgingView) => [...view.sources, ...view.edits].map((picture) => picture.address);

/**
 * The comparison on screen and those that come after it, claimed and decoded ahead. `isArmed` turns true when all pictures
 * of the current one are decoded: only then may it be answered. `waiting` counts answers that are not stored yet.
 */
export function useComparisons(slug: string, leaseSeconds: number, initialProgress: OwnProgress, waiting: number) {
  const source = useContext(JudgingSourceContext);
  const [queue, setQueue] = useState<JudgingView[]>([]);
  const [armed, setArmed] = useState<ReadonlySet<string>>(new Set());
  const [broken, setBroken] = useState<ReadonlySet<string>>(new Set());
  const [progress, setProgress] = useState(initialProgress);
  const [participation, setParticipation] = useState<OwnParticipation | null>(null);
  const [notice, setNotice] = useState<JudgingNotice | null>(null);
  const [situation, setSituation] = useState<Situation>({ kind: "loading" });
  const kept = useRef(new Map<string, HTMLImageElement>());
  const done = useRef(new Set<string>());
  const isClaiming = useRef(false);
  const [attempt, setAttempt] = useState(0);
  const retry = useRef<ReturnType<typeof setTimeout>>(undefined);
  // Answers on their way still hold their leases, so that many more must be asked for.
  const inFlight = useRef(waiting);
  useEffect(() => {
    inFlight.current = waiting;
  }, [waiting]);

  const prepare = useCallback(async (view: JudgingView) => {
    try {
      await Promise.all(addressesOf(view).map((address) => decode(address, kept.current)));
      setArmed((before) => new Set(before).add(view.leaseId));
    } catch {
      setBroken((before) => new Set(before).add(view.leaseId));
    }
  }, []);

  const refill = useCallback(async () => {
    if (isClaiming.current) return;
    isClaiming.current = true;
    clearTimeout(retry.current);
    try {
      const batch = await source.claim(slug, Math.min(MOST, AHEAD + inFlight.current));
      const fresh = batch.comparisons.filter((view) => !done.current.has(view.leaseId));
      const hasEnded = batch.participation !== null && batch.participation.state !== "STARTED";
      setQueue((before) => hasEnded ? [] : [...before, ...fresh.filter((view) => !before.some((held) => held.leaseId === view.leaseId))]);
      setProgress(batch.progress);
      setParticipation(batch.participation);
      setNotice(batch.notice);
      // Only the server knows the end: an answer that was just sent may still hold its lease there.
      const isLast = fresh.length === 0 && batch.ending !== null && inFlight.current === 0;
      setSituation(isLast ? { kind: "finished" } : fresh.length > 0 ? { kind: "ready" } : { kind: "loading" });
      if (fresh.length === 0 && !isLast) retry.current = setTimeout(() => setAttempt((before) => before + 1), RETRY_MS);
      for (const view of fresh) void prepare(view);
    } catch (error) {
      const failure = error instanceof RequestFailure ? error : new RequestFailure("internal", "The next comparison could not be loaded.", false);
      if (failure.code === "quiz_required") window.location.assign(`/judge/${encodeURIComponent(slug)}/quiz`);
      setSituation({ kind: "failed", code: failure.code, message: failure.message });
      if (!failure.isFinal) retry.current = setTimeout(() => setAttempt((before) => before + 1), RETRY_MS);
    } finally {
      isClaiming.current = false;
    }
  }, [source, slug, prepare]);

  useEffect(() => {
    void refill();
    return () => clearTimeout(retry.current);
  }, [refill, attempt]);

  const current = queue[0];
  useEffect(() => {
    if (queue.length === 0) return;
    const timer = setInterval(() => void source.renew(queue.map((view) => view.leaseId)).catch(() => {}), (leaseSeconds * 1_000) / 3);
    return () => clearInterval(timer);
  }, [source, queue, leaseSeconds]);

  /** Puts the next comparison on screen; call it when the current one was answered or given back. */
  const advance = useCallback(() => {
    setQueue((before) => {
      const [first, ...rest] = before;
      if (first) {
        done.current.add(first.leaseId);
        for (const address of addressesOf(first)) kept.current.delete(address);
      }
      return rest;
    });
  }, []);

  /** Nothing that was claimed is held any more: the part in the study has ended. */
  const endWith = useCallback((ended: OwnParticipation) => {
    setQueue([]);
    setParticipation(ended);
    setSituation({ kind: "finished" });
  }, []);

  return {
    current,
    queueLength: queue.length,
    isArmed: current !== undefined && armed.has(current.leaseId),
    isBroken: current !== undefined && broken.has(current.leaseId),
    progress,
    participation,
    notice,
    situation,
    advance,
    endWith,
    refill,
    retryPictures: () => {
      if (!current) return;
      setBroken((before) => new Set([...before].filter((id) => id !== current.leaseId)));
      void prepare(current);
    },
  };
}
