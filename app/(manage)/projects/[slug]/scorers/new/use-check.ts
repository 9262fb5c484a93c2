"use client";

import { useEffect, useRef, useState } from "react";
import { z } from "zod";
import { EMPTY_FORM, type FormState } from "../../../../form-state.ts";
import { submitScorer } from "../actions.ts";

const Reply = z.object({ part: z.string(), attempt: z.number(), text: z.string().nullable(), error: z.object({ code: z.string(), message: z.string() }).nullable() });
const Pass = z.object({ pass: z.number(), ok: z.boolean(), values: z.record(z.string(), z.number()).optional(), reasoning: z.string().nullable().optional(), error: z.object({ code: z.string(), message: z.string() }).optional(), replies: z.array(Reply) });
const CheckAnswer = z.object({
  state: z.enum(["QUEUED", "RUNNING", "DONE", "FAILED"]),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
  scorerVersionId: z.string().nullable(),
  result: z.object({ version: z.string(), results: z.array(Pass).nullable() }).nullable(),
});
export type CheckAnswer = z.infer<typeof CheckAnswer>;

const POLL_MS = 700;
const TRIES = 5;

/** What a worker says of a check, once it is over. Throws when it cannot be learned. */
async function waitForCheck(checkId: string, isWanted: () => boolean): Promise<CheckAnswer | null> {
  for (let failures = 0; failures < TRIES; ) {
    if (!isWanted()) return null;
    const answer = await fetch(`/api/v1/scorer-checks/${checkId}`, { cache: "no-store" })
      .then(async (response) => (response.ok ? CheckAnswer.parse(await response.json()) : null))
      .catch(() => null);
    if (answer?.state === "DONE" || answer?.state === "FAILED") return answer;
    failures = answer ? 0 : failures + 1;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error("the check cannot be read");
}

export type CheckStage = { isBusy: boolean; isTrial: boolean; form: FormState; answer: CheckAnswer | null; isLost: boolean };

const IDLE: CheckStage = { isBusy: false, isTrial: false, form: EMPTY_FORM, answer: null, isLost: false };

/** Sends a form to be tried or saved and waits for the worker; `onSaved` gets the new version. A later press replaces an earlier one. */
export function useCheck(slug: string, onSaved: (scorerVersionId: string) => void) {
  const [stage, setStage] = useState<CheckStage>(IDLE);
  const latest = useRef(0);
  useEffect(
    () => () => {
      latest.current = -1;
    },
    [],
  );
  const send = async (element: HTMLFormElement, isTrial: boolean) => {
    latest.current += 1;
    const mine = latest.current;
    setStage({ ...IDLE, isBusy: true, isTrial });
    const form = await submitScorer(slug, isTrial, new FormData(element));
    if (form.problem !== null || !form.link) return setStage({ ...IDLE, isTrial, form });
    try {
      const answer = await waitForCheck(form.link, () => mine === latest.current);
      if (!answer) return;
      setStage({ isBusy: false, isTrial, form, answer, isLost: false });
      if (!isTrial && answer.scorerVersionId) onSaved(answer.scorerVersionId);
    } catch {
      setStage({ ...IDLE, isTrial, form, isLost: true });
    }
  };
  return { stage, send };
}
