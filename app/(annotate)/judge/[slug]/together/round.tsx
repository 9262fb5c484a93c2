"use client";

import { useState } from "react";
import type { JointAnswer, JointRoundState } from "#lib/joint/index.ts";
import type { SideVerdict } from "#lib/judgment/index.ts";
import { Button } from "../../../../_components/button.tsx";
import { Kbd } from "../../../../_components/kbd.tsx";
import { useLinkedView } from "../../../../_components/viewer/use-linked-view.ts";
import { PairQuestions, VALUE_NAMES } from "../../../_pair/pair-questions.tsx";
import { PairStage } from "../../../_pair/pair-stage.tsx";
import { useDecoded } from "../../../_pair/use-decoded.ts";
import { usePairDraft } from "../../../_pair/use-pair-draft.ts";
import { usePairKeys } from "../../../_pair/use-pair-keys.ts";
import { useViewer } from "../viewer/use-viewer.ts";
import type { JointSessionHandle } from "./use-joint-session.ts";

const words = (verdict: SideVerdict | undefined) => (verdict ? `${VALUE_NAMES[verdict.value]}${verdict.strength === 2 ? ", clearly" : verdict.strength === 1 ? ", slightly" : ""}` : "–");
const isSameVerdict = (a: SideVerdict | undefined, b: SideVerdict | undefined) => a?.value === b?.value && (a?.strength ?? null) === (b?.strength ?? null);

/** Reasons and comments of both, for the questions where somebody gave any. */
function Notes({ own, other, dimension }: { own: JointAnswer; other: JointAnswer; dimension: string }) {
  const of = ({ parts }: JointAnswer) => [...(parts.reasons?.[dimension] ?? []), parts.comments?.[dimension] ?? ""].filter(Boolean).join(", ");
  return (
    <>
      {of(own) ? <span className="text-small text-ink-faint">You: {of(own)}.</span> : null}
      {of(other) ? <span className="text-small text-ink-faint">Other: {of(other)}.</span> : null}
    </>
  );
}

/** What both said of one question, and what is proposed. */
function Both({ round, dimension }: { round: JointRoundState; dimension: string }) {
  if (!round.own || !round.other) return null;
  return (
    <span className="flex flex-wrap gap-x-3 text-small text-ink-soft">
      <span>You: {words(round.own.verdicts[dimension])}</span>
      <span>Other: {words(round.other.verdicts[dimension])}</span>
      {round.proposal ? <span className="font-medium text-ink">{round.proposal.isOwn ? "Your proposal" : "Proposed"}: {words(round.proposal.answer.verdicts[dimension])}</span> : null}
      <Notes own={round.own} other={round.other} dimension={dimension} />
    </span>
  );
}

/** Where both gave the same answer, the joint one starts with it; what differs is left open to be talked about. */
function startOf(round: JointRoundState): JointAnswer | undefined {
  if (round.proposal) return round.proposal.answer;
  if (!round.own || !round.other) return undefined;
  const { own, other, dimensions } = round;
  const agreed = dimensions.filter((dimension) => isSameVerdict(own.verdicts[dimension], other.verdicts[dimension]));
  return { verdicts: Object.fromEntries(agreed.map((dimension) => [dimension, own.verdicts[dimension]!])), parts: own.parts };
}

function describe(round: JointRoundState): string {
  if (!round.own) return round.otherHasAnswered ? "The other person has answered. Your own answer first." : "Answer alone; the other does too.";
  if (!round.other) return "Your answer is stored. Waiting for the other person.";
  if (!round.proposal) return "Compare and talk. Then one of you proposes the joint answer.";
  return round.proposal.isOwn ? "The other person confirms your proposal, or proposes another." : "Confirm the proposal, or change it and propose yours.";
}

/** One unit: answering alone, waiting, then agreeing on one answer. */
export function Round({ round, handle }: { round: JointRoundState; handle: JointSessionHandle }) {
  const linked = useLinkedView();
  const viewer = useViewer();
  const [isBusy, setBusy] = useState(false);
  const stage = !round.own ? "alone" : !round.other ? "waiting" : "together";
  const draft = usePairDraft(`${stage} ${round.proposal?.no ?? 0}`, round.dimensions, startOf(round));
  const isArmed = useDecoded(round.view) && !isBusy && stage !== "waiting";
  const change = async (verb: Parameters<typeof handle.change>[0], body: object) => {
    setBusy(true);
    await handle.change(verb, { roundId: round.id, ...body });
    setBusy(false);
  };
  const { proposal } = round;
  const isUnchanged = proposal !== null && JSON.stringify(draft.answer) === JSON.stringify(proposal.answer);
  const canConfirm = proposal !== null && !proposal.isOwn && isUnchanged;
  const canSend = isArmed && draft.isComplete && !(proposal?.isOwn && isUnchanged);
  const send = () => {
    if (!canSend) return;
    if (stage === "alone") void change("answer", draft.answer);
    else if (canConfirm) void change("confirm", { proposal: proposal.no });
    else void change("propose", { ...draft.answer, basedOn: proposal?.no ?? 0 });
  };
  usePairKeys({ draft, viewer, linked, isArmed, onSend: send });
  const differs = (dimension: string) => stage === "together" && !isSameVerdict(round.own?.verdicts[dimension], round.other?.verdicts[dimension]);
  return (
    <>
      <PairStage view={round.view} linked={linked} viewer={viewer} />
      <section aria-label="Questions" data-stage={stage} className="max-h-[45dvh] shrink-0 overflow-y-auto border-t border-line px-3 py-2">
        <PairQuestions dimensions={round.dimensions} draft={draft} offer={round.block} isArmed={isArmed} isMarked={differs} beside={(dimension) => <Both round={round} dimension={dimension} />} />
        <div className="mt-2 flex flex-wrap items-center gap-2">
          <p aria-live="polite" className="flex-1 text-small text-ink-soft">
            {describe(round)}
          </p>
          <Button variant="ghost" onClick={() => void change("give-back", {})}>
            Give back
          </Button>
          <Button variant="ghost" onClick={draft.takeBack} disabled={!draft.hasAnswers || !isArmed}>
            Undo <span className="hidden md:inline"><Kbd>⌫</Kbd></span>
          </Button>
          <Button variant="primary" onClick={send} disabled={!canSend} className="min-w-32">
            {stage === "together" ? (canConfirm ? "Confirm" : "Propose") : "Send"} <span className="hidden text-small opacity-80 md:inline">⏎</span>
          </Button>
        </div>
      </section>
    </>
  );
}
