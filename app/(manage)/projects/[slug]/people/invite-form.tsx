"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../../../_components/button.tsx";
import { CopyButton } from "../../../../_components/copy-button.tsx";
import { Field, Input, Select } from "../../../../_components/field.tsx";
import { Notice } from "../../../../_components/notice.tsx";
import { FormFeedback } from "../../../_components/form-feedback.tsx";
import { useFormAction } from "../../../_components/use-form-action.ts";
import { submitInvite } from "./actions.ts";

/** Makes a link and shows it, this once. */
export function InviteForm({ slug }: { slug: string }) {
  const t = useTranslations("people");
  const m = useTranslations("manage");
  const [address, setAddress] = useState<string | null>(null);
  const { state, isPending, onSubmit } = useFormAction(submitInvite.bind(null, slug), (done, form) => {
    setAddress(done.link ? new URL(done.link, window.location.origin).href : null);
    form.reset();
  });
  return (
    <form onSubmit={onSubmit} className="mb-6 flex flex-col gap-3">
      <div className="grid gap-3 sm:grid-cols-[minmax(0,2fr)_repeat(3,minmax(0,1fr))_auto] sm:items-end">
        <Field id="label" label={t("form.for")} error={state.fields.label?.[0]}>
          <Input id="label" name="label" maxLength={120} placeholder={t("form.example")} />
        </Field>
        <Field id="role" label={t("form.role")}>
          <Select id="role" name="role" defaultValue="ANNOTATOR">
            <option value="ANNOTATOR">{m("roles.ANNOTATOR")}</option>
            <option value="REVIEWER">{m("roles.REVIEWER")}</option>
            <option value="OWNER">{m("roles.OWNER")}</option>
          </Select>
        </Field>
        <Field id="maxUses" label={t("form.people")} error={state.fields.maxUses?.[0]}>
          <Input id="maxUses" name="maxUses" type="number" min={1} max={100_000} defaultValue={10} required />
        </Field>
        <Field id="validDays" label={t("form.days")} error={state.fields.validDays?.[0]}>
          <Input id="validDays" name="validDays" type="number" min={1} max={365} defaultValue={30} required />
        </Field>
        <Button type="submit" variant="primary" disabled={isPending}>
          {isPending ? t("form.busy") : t("form.submit")}
        </Button>
      </div>
      <FormFeedback state={state} />
      {address ? (
        <Notice>
          <span className="flex flex-wrap items-center gap-3">
            <code className="min-w-0 flex-1 font-mono text-small break-all">{address}</code>
            <CopyButton text={address} label={t("form.copy")} />
          </span>
          <span className="mt-1 block text-small text-ink-soft">{t("form.once")}</span>
        </Notice>
      ) : null}
    </form>
  );
}
