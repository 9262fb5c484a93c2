"use client";

import { useState } from "react";
import type { OwnProgress } from "#lib/judgment/index.ts";
import type { OwnParticipation } from "#lib/recruiting/index.ts";
import { Button } from "../../../_components/button.tsx";
import { formatCount } from "../../../_components/english-figures.ts";
import { Notice } from "../../../_components/notice.tsx";
import { StudyCode } from "../../../_components/study-code.tsx";
import { leaveStudy } from "./judging-api.ts";

const TITLES: Record<Exclude<OwnParticipation["state"], "STARTED">, string> = {
  COMPLETED: "Thank you. You have completed the study.",
  SCREENED_OUT: "Your part ends here",
  RETURNED: "You have stopped",
  TIMED_OUT: "Your time is over",
};

function explain({ state }: OwnParticipation, total: number): string {
  const given = total === 1 ? "The comparison that you judged is" : `The ${formatCount(total)} comparisons that you judged are`;
  if (state === "COMPLETED") return `${given} stored. Hand this code in on the panel’s page to be paid.`;
  if (state === "SCREENED_OUT") return "The test questions were not answered as this study needs it. Hand this code in on the panel’s page, so that your time is counted.";
  const kept = total === 0 ? "" : `${given} kept. `;
  return `${kept}Return your submission on the panel’s page${state === "RETURNED" ? " now" : ", if it still runs"}. To go on instead, open the study there again: you start where you stopped, as long as there are places.`;
}

/** Where a panel's participant ends up: thanks and the code, or what to do without one. */
export function StudyEndedStage({ participation, progress }: { participation: OwnParticipation; progress: OwnProgress }) {
  if (participation.state === "STARTED") return null;
  const { state, code, returnAddress } = participation;
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-2 px-6 text-center">
      <h2 className="text-title font-semibold text-balance">{TITLES[state]}</h2>
      <p className="max-w-prose text-base text-ink-soft">{explain(participation, progress.total)}</p>
      {code && returnAddress ? (
        <div className="mt-4 w-full max-w-sm">
          <StudyCode code={code} returnAddress={returnAddress} />
        </div>
      ) : null}
    </div>
  );
}

type StopProps = { slug: string; waiting: number; onLeft: (participation: OwnParticipation) => void };

/** On the pause screen: gives up the rest, after a second press. Answers on their way are stored first. */
export function StopAndReturn({ slug, waiting, onLeft }: StopProps) {
  const [isAsking, setAsking] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const leave = async () => {
    setBusy(true);
    setProblem(null);
    try {
      onLeft(await leaveStudy(slug));
    } catch {
      setProblem("Stopping failed: the server could not be reached. Try again in a moment.");
      setBusy(false);
    }
  };
  if (!isAsking) {
    return (
      <div className="mt-6 flex flex-col items-center gap-2">
        <p className="text-base text-ink-soft">The panel’s own time goes on. Be back in a few minutes, or stop and free your place.</p>
        <Button variant="ghost" onClick={() => setAsking(true)}>
          Stop and return …
        </Button>
      </div>
    );
  }
  return (
    <div className="mt-6 flex max-w-sm flex-col items-center gap-3">
      <p className="text-base text-ink-soft">What you sent is kept, your open comparisons go to others, and you get no completion code.</p>
      {problem ? <Notice tone="loss">{problem}</Notice> : null}
      <Button variant="danger" onClick={leave} disabled={isBusy || waiting > 0}>
        {waiting > 0 ? `Saving ${formatCount(waiting)} …` : isBusy ? "Stopping …" : "Stop and return"}
      </Button>
    </div>
  );
}
