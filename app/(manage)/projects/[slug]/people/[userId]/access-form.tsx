"use client";

import { useTranslations } from "next-intl";
import type { ItemDemands } from "#lib/item/index.ts";
import { Button } from "../../../../../_components/button.tsx";
import { Checkbox, Field, Input } from "../../../../../_components/field.tsx";
import { FormFeedback } from "../../../../_components/form-feedback.tsx";
import { useFormAction } from "../../../../_components/use-form-action.ts";
import { submitMemberAccess } from "../actions.ts";

type Kind = keyof ItemDemands;

/** What the items ask for, to tick, and a line for what none of them asks for yet. */
function AccessList({ kind, asked, has, error }: { kind: Kind; asked: string[]; has: string[]; error?: string }) {
  const t = useTranslations("person.access");
  const known = [...new Set([...asked, ...has])].sort();
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-base font-medium">{t(kind)}</legend>
      {known.length === 0 ? null : (
        <div className="mb-2 flex flex-wrap gap-x-5 gap-y-2">
          {known.map((name) => (
            <Checkbox key={name} name={kind} value={name} defaultChecked={has.includes(name)} label={name} />
          ))}
        </div>
      )}
      <Field id={`more-${kind}`} label={t(`more.${kind}`)} hint={t(`hint.${kind}`)} error={error}>
        <Input id={`more-${kind}`} name={kind} className="max-w-72" autoComplete="off" aria-invalid={error ? true : undefined} aria-describedby={error ? `more-${kind}-error` : `more-${kind}-hint`} />
      </Field>
    </fieldset>
  );
}

/** Which items a person is handed. */
export function AccessForm({ slug, userId, demands, access }: { slug: string; userId: string; demands: ItemDemands; access: ItemDemands }) {
  const t = useTranslations("person.access");
  const { state, isPending, onSubmit } = useFormAction(submitMemberAccess.bind(null, slug, userId));
  return (
    <form onSubmit={onSubmit} className="flex max-w-3xl flex-col gap-4">
      <div key={JSON.stringify(access)} className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
        <AccessList kind="languages" asked={demands.languages} has={access.languages} error={state.fields.languages?.[0]} />
        <AccessList kind="qualifications" asked={demands.qualifications} has={access.qualifications} error={state.fields.qualifications?.[0]} />
      </div>
      <FormFeedback state={state} />
      <div>
        <Button type="submit" disabled={isPending}>
          {isPending ? t("busy") : t("submit")}
        </Button>
      </div>
    </form>
  );
}
