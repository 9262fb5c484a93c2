"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { JointAnswer, JointRoundState } from "#lib/joint/index.ts";
import type { SideVerdict } from "#lib/judgment/index.ts";
import { Button } from "../../../../_components/button.tsx";
import { Kbd } from "../../../../_components/kbd.tsx";
import { useLinkedView } from "../../../../_components/viewer/use-linked-view.ts";
import { PairQuestions } from "../../../_pair/pair-questions.tsx";
import { PairStage } from "../../../_pair/pair-stage.tsx";
import { useDecoded } from "../../../_pair/use-decoded.ts";
import { usePairDraft } from "../../../_pair/use-pair-draft.ts";
import { usePairKeys } from "../../../_pair/use-pair-keys.ts";
import { useVerdictWords } from "../../../_pair/use-verdict-words.ts";
import { useViewer } from "../viewer/use-viewer.ts";
import type { JointSessionHandle } from "./use-joint-session.ts";

const isSameVerdict = (a: SideVerdict | undefined, b: SideVerdict | undefined) => a?.value === b?.value && (a?.strength ?? null) === (b?.strength ?? null);

/** Reasons and comments of both, for the questions where somebody gave any. */
function Notes({ own, other, dimension }: { own: JointAnswer; other: JointAnswer; dimension: string }) {
  const t = useTranslations("together.round");
  const of = ({ parts }: JointAnswer) => [...(parts.reasons?.[dimension] ?? []), parts.comments?.[dimension] ?? ""].filter(Boolean).join(", ");
  return (
    <>
      {of(own) ? <span className="text-small text-ink-faint">{t("youNote", { words: of(own) })}</span> : null}
      {of(other) ? <span className="text-small text-ink-faint">{t("otherNote", { words: of(other) })}</span> : null}
    </>
  );
}

/** What both said of one question, and what is proposed. */
function Both({ round, dimension }: { round: JointRoundState; dimension: string }) {
  const t = useTranslations("together.round");
  const words = useVerdictWords();
  if (!round.own || !round.other) return null;
  return (
    <span className="flex flex-wrap gap-x-3 text-small text-ink-soft">
      <span>{t("you", { words: words(round.own.verdicts[dimension]) })}</span>
      <span>{t("other", { words: words(round.other.verdicts[dimension]) })}</span>
      {round.proposal ? <span className="font-medium text-ink">{t(round.proposal.isOwn ? "ownProposal" : "proposed", { words: words(round.proposal.answer.verdicts[dimension]) })}</span> : null}
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

/** The message that says what comes next. */
function describe(round: JointRoundState) {
  if (!round.own) return round.otherHasAnswered ? "otherFirst" as const : "alone" as const;
  if (!round.other) return "waiting" as const;
  if (!round.proposal) return "compare" as const;
  return round.proposal.isOwn ? "ownProposal" as const : "proposal" as const;
}

/** One unit: answering alone, waiting, then agreeing on one answer. */
export function Round({ round, handle }: { round: JointRoundState; handle: JointSessionHandle }) {
  const t = useTranslations("together");
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
      <section aria-label={t("round.questions")} data-stage={stage} className="max-h-[45dvh] shrink-0 overflow-y-auto border-t border-line px-3 py-2">
        <PairQuestions dimensions={round.dimensions} draft={draft} offer={round.block} isArmed={isArmed} isMarked={differs} beside={(dimension) => <Both round={round} dimension={dimension} />} />
        <div className="mt-2 flex flex-wrap items-center gap-2">
          <p aria-live="polite" className="flex-1 text-small text-ink-soft">
            {t(`stages.${describe(round)}`)}
          </p>
          <Button variant="ghost" onClick={() => void change("give-back", {})}>
            {t("round.giveBack")}
          </Button>
          <Button variant="ghost" onClick={draft.takeBack} disabled={!draft.hasAnswers || !isArmed}>
            {t("round.undo")} <span className="hidden md:inline"><Kbd>⌫</Kbd></span>
          </Button>
          <Button variant="primary" onClick={send} disabled={!canSend} className="min-w-32">
            {t(stage === "together" ? (canConfirm ? "round.confirm" : "round.propose") : "round.send")} <span className="hidden text-small opacity-80 md:inline">⏎</span>
          </Button>
        </div>
      </section>
    </>
  );
}
