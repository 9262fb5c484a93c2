"use client";

import { type FormEvent, startTransition, useActionState } from "react";
import { EMPTY_FORM, type FormState } from "../form-state.ts";

/**
 * Sends a form to a server action without React's reset, so that a refused form keeps what was typed. `onDone` runs after
 * it was accepted.
 */
export function useFormAction(action: (before: FormState, form: FormData) => Promise<FormState>, onDone?: (state: FormState, form: HTMLFormElement) => void) {
  const [state, send, isPending] = useActionState(async (before: FormState, form: HTMLFormElement) => {
    const next = await action(before, new FormData(form));
    if (next.problem === null) onDone?.(next, form);
    return next;
  }, EMPTY_FORM);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    startTransition(() => send(form));
  };
  return { state, isPending, onSubmit };
}
