"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "../../../../_components/button.tsx";
import { Notice } from "../../../../_components/notice.tsx";
import { useFormAction } from "../../../_components/use-form-action.ts";
import type { FormState } from "../../../form-state.ts";
import { useSaveKey } from "./use-save-key.ts";
import { useUnsavedGuard } from "./use-unsaved-guard.ts";

function contentsOf(form: HTMLFormElement): string {
  return JSON.stringify([...new FormData(form)].map(([name, value]) => [name, String(value)]));
}

type Action = (before: FormState, form: FormData) => Promise<FormState>;

/** One section that saves by itself: says what is saved, puts reasons beside the fields, asks before changes are lost. */
export function SectionForm({ action, mayEdit, children }: { action: Action; mayEdit: boolean; children: (fields: FormState["fields"]) => ReactNode }) {
  const t = useTranslations("settings");
  const form = useRef<HTMLFormElement>(null);
  const saved = useRef("");
  const [isDirty, setDirty] = useState(false);
  const { state, isPending, onSubmit } = useFormAction(action, (_state, sent) => {
    saved.current = contentsOf(sent);
    setDirty(false);
  });
  useEffect(() => {
    if (form.current) saved.current = contentsOf(form.current);
  }, []);
  useEffect(() => {
    if (state.problem) form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [state]);
  useUnsavedGuard(isDirty);
  useSaveKey(() => mayEdit && form.current?.requestSubmit());
  return (
    <form ref={form} onSubmit={onSubmit} onInput={(event) => setDirty(contentsOf(event.currentTarget) !== saved.current)} noValidate>
      <fieldset disabled={!mayEdit} className="flex max-w-2xl flex-col gap-6">
        {children(state.fields)}
        {state.problem ? <Notice tone="loss">{state.problem}</Notice> : null}
        {mayEdit ? (
          <div className="flex min-h-9 flex-wrap items-center gap-3">
            <Button type="submit" variant="primary" disabled={isPending}>
              {isPending ? t("busy") : t("submit")}
            </Button>
            <span role="status" className="text-base text-ink-soft">
              {isDirty ? t("dirty") : state.problem === null && state.message ? state.message : ""}
            </span>
          </div>
        ) : null}
      </fieldset>
    </form>
  );
}
