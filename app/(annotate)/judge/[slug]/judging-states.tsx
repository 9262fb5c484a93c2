"use client";

import type { ReactNode } from "react";
import type { Ending, OwnProgress } from "#lib/judgment/index.ts";
import { Button, ButtonLink } from "../../../_components/button.tsx";
import { formatCount, formatDuration, perHour } from "../../../_components/english-figures.ts";
import { Skeleton } from "../../../_components/skeleton.tsx";
import type { Situation } from "./use-units.ts";

/** The real layout, empty: nothing shifts when the pictures arrive. */
export function LoadingStage() {
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 p-3" aria-busy="true" aria-label="Loading">
      <div className="grid min-h-0 flex-1 grid-cols-1 gap-2 md:grid-cols-3">
        <Skeleton />
        <Skeleton className="hidden md:block" />
        <Skeleton className="hidden md:block" />
      </div>
      <Skeleton className="h-44" />
    </div>
  );
}

const ENDINGS: Record<Ending, { title: string; next: string }> = {
  no_work: { title: "Thank you. That was all for now.", next: "New pictures appear here as soon as there are any." },
  limit_reached: { title: "Thank you. You have done your part.", next: "This project takes so many answers from each person and no more." },
};

type FinishedProps = { progress: OwnProgress; ending: Ending; notice: string; onLookAgain: () => void; onUndo: () => void };

/** Why there is nothing more, what was done and how fast; and the way back to the last answer. */
export function FinishedStage({ progress, ending, notice, onLookAgain, onUndo }: FinishedProps) {
  const { total, medianDurationMs: median } = progress;
  const isEmpty = total === 0 && ending === "no_work";
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-2 px-6 text-center">
      <h2 className="text-title font-semibold">{isEmpty ? "There is nothing to judge yet." : ENDINGS[ending].title}</h2>
      <p className="max-w-prose text-base text-ink-soft">
        {isEmpty ? "Pictures appear here as soon as they are imported and prepared, and nobody else holds them." : `You gave ${formatCount(total)} ${total === 1 ? "answer" : "answers"}${median === null ? "" : `, ${formatDuration(median)} each in the middle, ${formatCount(perHour(median))} an hour`}. ${ENDINGS[ending].next}`}
      </p>
      <div className="mt-3 flex gap-2">
        <Button onClick={onLookAgain}>Look again</Button>
        {total > 0 ? <Button onClick={onUndo}>Change the last answer</Button> : null}
        <ButtonLink href="/signout" variant="ghost" prefetch={false}>
          Sign out
        </ButtonLink>
      </div>
      <p role="status" className="min-h-5 text-small text-ink-soft">
        {notice}
      </p>
    </div>
  );
}

export function FailedStage({ situation, onRetry }: { situation: Extract<Situation, { kind: "failed" }>; onRetry: () => void }) {
  const isSignedOut = situation.code === "unauthenticated";
  return (
    <div role="alert" className="flex flex-1 flex-col items-center justify-center gap-2 px-6 text-center">
      <h2 className="text-title font-semibold">{isSignedOut ? "You are signed out" : situation.code === "offline" ? "The server cannot be reached" : "The next comparison could not be loaded"}</h2>
      <p className="max-w-prose text-base text-ink-soft">{situation.message} Answers that you have sent are kept in this browser until they are stored.</p>
      <div className="mt-3">
        {isSignedOut ? (
          <Button variant="primary" onClick={() => window.location.assign(`/signin?next=${encodeURIComponent(window.location.pathname)}`)}>
            Sign in
          </Button>
        ) : (
          <Button variant="primary" onClick={onRetry}>
            Try again
          </Button>
        )}
      </div>
    </div>
  );
}

export function PausedStage({ onResume, children }: { onResume: () => void; children?: ReactNode }) {
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-2 px-6 text-center">
      <h2 className="text-title font-semibold">Paused</h2>
      <p className="text-base text-ink-soft">The time is not running. Your place is kept.</p>
      <Button variant="primary" className="mt-3" onClick={onResume} autoFocus>
        Go on
      </Button>
      {children}
    </div>
  );
}
