"use client";

import type { ReactNode } from "react";
import type { OwnProgress } from "#lib/judgment/index.ts";
import { Button, ButtonLink } from "../../../_components/button.tsx";
import { formatCount, formatDuration } from "../../../_components/figure.ts";
import { Skeleton } from "../../../_components/skeleton.tsx";
import type { Situation } from "./use-comparisons.ts";

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

export function FinishedStage({ progress, onLookAgain }: { progress: OwnProgress; onLookAgain: () => void }) {
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-2 px-6 text-center">
      <h2 className="text-title font-semibold">{progress.total > 0 ? "Thank you. That was all for now." : "There is nothing to judge yet."}</h2>
      <p className="max-w-prose text-base text-ink-soft">
        {progress.total > 0
          ? `You judged ${formatCount(progress.total)} comparisons${progress.medianDurationMs === null ? "" : `, ${formatDuration(progress.medianDurationMs)} each in the middle`}. New ones appear here as soon as there are any.`
          : "Comparisons appear here as soon as pictures are imported and prepared."}
      </p>
      <div className="mt-3 flex gap-2">
        <Button onClick={onLookAgain}>Look again</Button>
        <ButtonLink href="/signout" variant="ghost" prefetch={false}>
          Sign out
        </ButtonLink>
      </div>
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
