import { Notice } from "../../_components/notice.tsx";
import type { FormState } from "../form-state.ts";

/** The sentence a form shows after it was sent. */
export function FormFeedback({ state }: { state: FormState }) {
  if (state.problem) return <Notice tone="loss">{state.problem}</Notice>;
  return state.message ? <Notice>{state.message}</Notice> : null;
}
