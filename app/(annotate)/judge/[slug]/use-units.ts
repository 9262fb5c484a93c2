"use client";

import { useCallback, useContext, useEffect, useRef, useState } from "react";
import type { JudgingNotice } from "#lib/annotator/index.ts";
import type { FormDefinition } from "#lib/form/schemas.ts";
import type { Ending, JudgingView, OwnProgress } from "#lib/judgment/index.ts";
import type { OwnParticipation } from "#lib/recruiting/index.ts";
import { RequestFailure } from "./judging-api.ts";
import { JudgingSourceContext } from "./judging-source.ts";

/** The one on screen and the next ones, enough to go on for a while without the server. */
const AHEAD = 6;
const MOST = 8;
const RETRY_MS = 2_000;
/** Units that were left and whose pictures stay decoded. */
const MOST_LEFT = 4;

export type Situation = { kind: "loading" } | { kind: "ready" } | { kind: "finished"; ending: Ending } | { kind: "failed"; code: string; message: string };

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

/** A unit with the form that it is asked under. `id` is its lease's, or that of the judgment that is changed. */
export type Unit = { id: string; view: JudgingView; form: FormDefinition };

/**
 * The unit on screen and those that come after it, claimed and decoded ahead. `isArmed` turns true when all pictures
 * of the current one are decoded: only then may it be answered. `listWaiting` gives the leases whose answers are not stored yet.
 */
export function useUnits(slug: string, leaseSeconds: number, initialProgress: OwnProgress, listWaiting: () => string[]) {
  const source = useContext(JudgingSourceContext);
  const [queue, setQueue] = useState<Unit[]>([]);
  /** An earlier unit that is on screen in place of the next one. */
  const [visited, setVisited] = useState<Unit | null>(null);
  const [armed, setArmed] = useState<ReadonlySet<string>>(new Set());
  const [broken, setBroken] = useState<ReadonlySet<string>>(new Set());
  const [progress, setProgress] = useState(initialProgress);
  const [participation, setParticipation] = useState<OwnParticipation | null>(null);
  const [notice, setNotice] = useState<JudgingNotice | null>(null);
  const [situation, setSituation] = useState<Situation>({ kind: "loading" });
  const kept = useRef(new Map<string, HTMLImageElement>());
  const done = useRef(new Set<string>());
  const left = useRef<string[][]>([]);
  const isClaiming = useRef(false);
  const [attempt, setAttempt] = useState(0);
  const retry = useRef<ReturnType<typeof setTimeout>>(undefined);
  const prepare = useCallback(async ({ id, view }: Unit) => {
    try {
      await Promise.all(addressesOf(view).map((address) => decode(address, kept.current)));
      setArmed((before) => new Set(before).add(id));
    } catch {
      setBroken((before) => new Set(before).add(id));
    }
  }, []);

  const refill = useCallback(async () => {
    if (isClaiming.current) return;
    isClaiming.current = true;
    clearTimeout(retry.current);
    try {
      // Answers on their way still hold their leases, over a reload and from other tabs too: they are not shown again.
      const waiting = listWaiting();
      for (const leaseId of waiting) done.current.add(leaseId);
      const batch = await source.claim(slug, Math.min(MOST, AHEAD + waiting.length));
      for (const leaseId of listWaiting()) done.current.add(leaseId);
      const fresh = batch.comparisons.flatMap((view): Unit[] => {
        const form = batch.forms[view.formVersion];
        return form && !done.current.has(view.leaseId) ? [{ id: view.leaseId, view, form }] : [];
      });
      const hasEnded = batch.participation !== null && batch.participation.state !== "STARTED";
      setQueue((before) => (hasEnded ? [] : [...before, ...fresh.filter((unit) => !before.some((held) => held.id === unit.id))]));
      setProgress(batch.progress);
      setParticipation(batch.participation);
      setNotice(batch.notice);
      // Only the server knows the end: an answer that was just sent may still hold its lease there.
      const isLast = fresh.length === 0 && batch.ending !== null && waiting.length === 0;
      setSituation(isLast ? { kind: "finished", ending: batch.ending ?? "no_work" } : fresh.length > 0 ? { kind: "ready" } : { kind: "loading" });
      if (fresh.length === 0 && !isLast) retry.current = setTimeout(() => setAttempt((before) => before + 1), RETRY_MS);
      for (const unit of fresh) void prepare(unit);
    } catch (error) {
      const failure = error instanceof RequestFailure ? error : new RequestFailure("internal", "The next pictures could not be loaded.", false);
      setSituation({ kind: "failed", code: failure.code, message: failure.message });
      if (!failure.isFinal) retry.current = setTimeout(() => setAttempt((before) => before + 1), RETRY_MS);
    } finally {
      isClaiming.current = false;
    }
  }, [slug, source, prepare, listWaiting]);

  useEffect(() => {
    void refill();
    return () => clearTimeout(retry.current);
  }, [refill, attempt]);

  const current = visited ?? queue[0];
  useEffect(() => {
    if (queue.length === 0) return;
    const timer = setInterval(() => void source.renew(queue.map((unit) => unit.id)).catch(() => {}), (leaseSeconds * 1_000) / 3);
    return () => clearInterval(timer);
  }, [queue, source, leaseSeconds]);

  /** Puts the next comparison on screen; call it when the current one was answered or given back. */
  const advance = useCallback(() => {
    setQueue((before) => {
      const [first, ...rest] = before;
      if (first) {
        done.current.add(first.id);
        // The pictures of what was left last stay decoded: it may be brought back, without the server too.
        left.current.push(addressesOf(first.view));
        if (left.current.length > MOST_LEFT) for (const address of left.current.shift() ?? []) kept.current.delete(address);
      }
      return rest;
    });
  }, []);

  /** Ends the work here: this person has left the study. */
  const endWith = useCallback((ended: OwnParticipation) => {
    setQueue([]);
    setParticipation(ended);
    setSituation({ kind: "finished", ending: "no_work" });
  }, []);

  /** Puts an earlier unit on screen; null goes back to the next one. */
  const visit = useCallback(
    (unit: Unit | null) => {
      setVisited(unit);
      if (unit) void prepare(unit);
    },
    [prepare],
  );

  return {
    current,
    isVisiting: visited !== null,
    visit,
    queueLength: queue.length,
    isArmed: current !== undefined && armed.has(current.id),
    isBroken: current !== undefined && broken.has(current.id),
    progress,
    participation,
    notice,
    situation,
    advance,
    endWith,
    refill,
    retryPictures: () => {
      if (!current) return;
      setBroken((before) => new Set([...before].filter((id) => id !== current.id)));
      void prepare(current);
    },
  };
}

export type Units = ReturnType<typeof useUnits>;
