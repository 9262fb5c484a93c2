"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { CopyButton } from "../../../../../../_components/copy-button.tsx";
import { Field, Input } from "../../../../../../_components/field.tsx";
import { useAddress } from "../copy-address.tsx";

type Props = { path: string; token: string; names: string[]; isProlific: boolean };

/** The address for the panel's form. Prolific's placeholders are known; those of other panels are typed and seen in place. */
export function LinkBuilder({ path, token, names, isProlific }: Props) {
  const t = useTranslations("studies.link");
  const [placeholders, setPlaceholders] = useState<Record<string, string>>({});
  const built = names.map((name) => `${name}=${placeholders[name] || `{${name}}`}`).join("&");
  const address = useAddress(isProlific ? path : `/study/${token}?${built}`);
  return (
    <section aria-label={t("label")} className="flex max-w-3xl flex-col gap-3">
      {isProlific ? null : (
        <div className="grid gap-3 sm:grid-cols-3">
          {names.map((name) => (
            <Field key={name} id={`placeholder-${name}`} label={t("placeholder", { name })}>
              <Input id={`placeholder-${name}`} value={placeholders[name] ?? ""} placeholder={`{${name}}`} className="font-mono" onChange={(event) => setPlaceholders((before) => ({ ...before, [name]: event.target.value }))} />
            </Field>
          ))}
        </div>
      )}
      <div className="flex flex-wrap items-center gap-3 rounded-control border border-line bg-surface px-3 py-2">
        <code data-study-address className="min-w-0 flex-1 font-mono text-small break-all">
          {address}
        </code>
        <CopyButton text={address} label={t("copy")} />
      </div>
      <p className="text-small text-ink-faint">{isProlific ? t("prolific") : t("other")}</p>
    </section>
  );
}
