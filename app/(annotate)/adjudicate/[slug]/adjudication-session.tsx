"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState } from "react";
import type { AdjudicationTask } from "#lib/adjudication/index.ts";
import { Button, ButtonLink } from "../../../_components/button.tsx";
import { Input } from "../../../_components/field.tsx";
import { Kbd } from "../../../_components/kbd.tsx";
import { ThemeToggle } from "../../../_components/theme-toggle.tsx";
import { useExplain } from "../../../_components/use-explain.ts";
import { useLinkedView } from "../../../_components/viewer/use-linked-view.ts";
import { PairQuestions } from "../../_pair/pair-questions.tsx";
import { PairStage } from "../../_pair/pair-stage.tsx";
import { post, PostFailure } from "../../_pair/post.ts";
import { useDecoded } from "../../_pair/use-decoded.ts";
import { usePairDraft } from "../../_pair/use-pair-draft.ts";
import { usePairKeys } from "../../_pair/use-pair-keys.ts";
import { useViewer } from "../../judge/[slug]/viewer/use-viewer.ts";
import { AnswersPanel } from "./answers-panel.tsx";

const BLIND_OFFER = { strength: true, bothBad: true, cannotJudge: true, reasons: [], comment: false };
const DECISION_OFFER = { ...BLIND_OFFER, strength: false, cannotJudge: false };

const KEYS = { putOff: "P", undo: "U" };

type Reply = { task: AdjudicationTask | null };

function useAdjudication(slug: string, leaseSeconds: number, wanted: string | null) {
  const [task, setTask] = useState<AdjudicationTask | null>();
  const [problem, setProblem] = useState<PostFailure | null>(null);
  const [isBusy, setBusy] = useState(false);
  const isAsking = useRef(false);
  const run = useCallback(async (work: () => Promise<Reply>) => {
    if (isAsking.current) return;
    isAsking.current = true;
    setBusy(true);
    try {
      setTask((await work()).task);
      setProblem(null);
    } catch (error) {
      if (!(error instanceof PostFailure)) throw error;
      setProblem(error);
    } finally {
      isAsking.current = false;
      setBusy(false);
    }
  }, []);
  const claim = useCallback((comparisonId: string | null) => post<Reply>(`/api/v1/projects/${slug}/adjudication/claim`, { comparisonId }), [slug]);
  useEffect(() => {
    const timer = setTimeout(() => void run(() => claim(wanted)), 0);
    return () => clearTimeout(timer);
  }, [run, claim, wanted]);
  const id = task?.id;
  useEffect(() => {
    if (!id) return;
    const timer = setInterval(() => void post(`/api/v1/adjudications/${id}/renew`).catch(() => {}), (leaseSeconds * 1_000) / 3);
    return () => clearInterval(timer);
  }, [id, leaseSeconds]);
  const next = (path: string, body: unknown = {}) => run(async () => post(path, body).then(() => claim(null)));
  return {
    task,
    problem,
    isBusy,
    answerBlind: (verdicts: unknown) => run(() => post<Reply>(`/api/v1/adjudications/${id}/blind`, { verdicts })),
    decide: (verdicts: unknown, reason: string) => next(`/api/v1/adjudications/${id}/decision`, { verdicts, reason }),
    putOff: () => next(`/api/v1/adjudications/${id}/put-off`),
    undo: () => run(async () => {
      const reply = await post<Reply>(`/api/v1/projects/${slug}/adjudication/undo`);
      return reply.task ? reply : claim(null);
    }),
    again: () => run(() => claim(null)),
  };
}

type Adjudication = ReturnType<typeof useAdjudication>;

/** One comparison: the reviewer's own answer first, then what the annotators said and the decision. */
function Task({ task, adjudication }: { task: AdjudicationTask; adjudication: Adjudication }) {
  const t = useTranslations("adjudication.session");
  const { view, revealed } = task;
  const linked = useLinkedView();
  const viewer = useViewer();
  const asked = revealed ? revealed.disputed : task.dimensions;
  const draft = usePairDraft(`${task.id} ${revealed ? "decide" : "blind"}`, asked);
  const [reason, setReason] = useState("");
  const reasonField = useRef<HTMLInputElement>(null);
  const isArmed = useDecoded(view) && !adjudication.isBusy;
  const send = () => {
    if (!isArmed || !draft.isComplete) return;
    if (!revealed) return void adjudication.answerBlind(draft.answer.verdicts);
    if (reason.trim() === "") return reasonField.current?.focus();
    void adjudication.decide(draft.answer.verdicts, reason);
  };
  usePairKeys({ draft, viewer, linked, isArmed, onSend: send, more: { KeyU: () => void adjudication.undo(), KeyP: () => void adjudication.putOff(), KeyR: () => reasonField.current?.focus() } });
  return (
    <>
      <PairStage view={view} linked={linked} viewer={viewer} />
      <section aria-label={t(revealed ? "decision" : "ownAnswer")} className="shrink-0 border-t border-line py-2">
        {revealed ? <AnswersPanel revealed={revealed} dimensions={task.dimensions} view={view} /> : null}
        <div className="px-3 pt-1">
          <PairQuestions dimensions={asked} draft={draft} offer={revealed ? DECISION_OFFER : BLIND_OFFER} isArmed={isArmed} />
          <div className="mt-2 flex flex-wrap items-center gap-2">
            {revealed ? (
              <Input
                ref={reasonField}
                aria-label={t("reason")}
                placeholder={t("reasonHint")}
                value={reason}
                maxLength={2_000}
                onChange={(event) => setReason(event.target.value)}
                onKeyDown={(event) => {
                  if (event.key === "Enter" && !event.nativeEvent.isComposing) send();
                  if (event.key === "Escape") event.currentTarget.blur();
                }}
                className="min-w-48 flex-1"
              />
            ) : (
              <p className="flex-1 text-small text-ink-soft">{t("blindFirst")}</p>
            )}
            <Button variant="ghost" onClick={() => void adjudication.putOff()}>
              {t("putOff")} <Kbd>{KEYS.putOff}</Kbd>
            </Button>
            <Button variant="primary" onClick={send} disabled={!isArmed || !draft.isComplete} className="min-w-28">
              {t(revealed ? "decide" : "answer")} <span className="hidden text-small opacity-80 md:inline">⏎</span>
            </Button>
          </div>
        </div>
      </section>
    </>
  );
}

export function AdjudicationSession({ slug, name, leaseSeconds, wanted }: { slug: string; name: string; leaseSeconds: number; wanted: string | null }) {
  const t = useTranslations("adjudication");
  const explain = useExplain();
  const adjudication = useAdjudication(slug, leaseSeconds, wanted);
  const { task } = adjudication;
  const problem = adjudication.problem ? explain(adjudication.problem) : null;
  return (
    <main className="flex h-dvh flex-col overflow-hidden bg-stage">
      <header className="flex h-10 shrink-0 items-center gap-3 border-b border-line px-3 text-small text-ink-soft">
        <h1 className="min-w-0 truncate font-medium text-ink">
          <Link href={`/projects/${slug}/adjudication`} className="hover:underline">
            {name}
          </Link>
        </h1>
        <span className="whitespace-nowrap">{task ? t(task.revealed ? "session.stepDecide" : "session.stepBlind") : ""}</span>
        <span role="status" className="ml-auto truncate text-loss">
          {problem}
        </span>
        <Button size="small" variant="ghost" onClick={() => void adjudication.undo()}>
          {t("session.undo")} <Kbd>{KEYS.undo}</Kbd>
        </Button>
        <ThemeToggle />
      </header>
      {task ? (
        <Task key={task.id} task={task} adjudication={adjudication} />
      ) : (
        <div className="flex flex-1 flex-col items-center justify-center gap-2 px-6 text-center">
          <h2 className="text-title font-semibold">{t(task === null ? "idle.nothing" : problem ? "idle.failed" : "idle.loading")}</h2>
          <p className="max-w-prose text-base text-ink-soft">{task === null ? t("idle.nothingText") : problem}</p>
          <div className="mt-3 flex gap-2">
            <Button onClick={() => void adjudication.again()}>{t("session.again")}</Button>
            <ButtonLink href={`/projects/${slug}/adjudication`}>{t("session.queue")}</ButtonLink>
          </div>
        </div>
      )}
    </main>
  );
}
