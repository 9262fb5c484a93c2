"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../../_components/button.tsx";
import { CopyButton } from "../../../_components/copy-button.tsx";
import { Field, Input } from "../../../_components/field.tsx";
import { Notice } from "../../../_components/notice.tsx";
import { FormFeedback } from "../../_components/form-feedback.tsx";
import { useFormAction } from "../../_components/use-form-action.ts";
import { submitToken } from "./actions.ts";

/** Makes a token and shows it, this once. */
export function TokenForm() {
  const t = useTranslations("tokens");
  const [token, setToken] = useState<string | null>(null);
  const { state, isPending, onSubmit } = useFormAction(submitToken, (done, form) => {
    setToken(done.link ?? null);
    form.reset();
  });
  return (
    <form onSubmit={onSubmit} className="mb-8 flex max-w-2xl flex-col gap-3">
      <div className="grid gap-3 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_auto] sm:items-end">
        <Field id="name" label={t("form.name")} error={state.fields.name?.[0]}>
          <Input id="name" name="name" maxLength={80} placeholder={t("form.example")} required />
        </Field>
        <Field id="validDays" label={t("form.days")} error={state.fields.validDays?.[0]}>
          <Input id="validDays" name="validDays" type="number" min={1} max={3650} placeholder={t("form.never")} />
        </Field>
        <Button type="submit" variant="primary" disabled={isPending}>
          {isPending ? t("form.busy") : t("form.submit")}
        </Button>
      </div>
      <FormFeedback state={state} />
      {token ? (
        <Notice>
          <span className="flex flex-wrap items-center gap-3">
            <code data-token className="min-w-0 flex-1 font-mono text-small break-all">
              {token}
            </code>
            <CopyButton text={token} label={t("form.copy")} />
          </span>
          <span className="mt-1 block text-small text-ink-soft">{t("form.once")}</span>
        </Notice>
      ) : null}
    </form>
  );
}
