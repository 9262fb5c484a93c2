"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { MemberState } from "#lib/generated/prisma/client.ts";
import { Button } from "../../../../_components/button.tsx";
import { Dialog } from "../../../../_components/dialog.tsx";
import { Field, Input } from "../../../../_components/field.tsx";
import { useFigures } from "../../../../_components/use-figures.ts";
import { FormFeedback } from "../../../_components/form-feedback.tsx";
import { useFormAction } from "../../../_components/use-form-action.ts";
import { submitMemberState } from "./actions.ts";
import { StatePreviewLine } from "./state-preview.tsx";

type Person = { slug: string; userId: string; pseudonym: string; state: MemberState; judgmentCount: number };

/** What changes for the person and for the figures. */
function Consequence({ next, person: { pseudonym, judgmentCount, state } }: { next: MemberState; person: Person }) {
  const t = useTranslations("people.consequence");
  const { counted } = useFigures();
  const name = pseudonym;
  if (next === "ACTIVE" && state !== "EXCLUDED") return <p>{t("ACTIVE", { name })}</p>;
  return <p>{t(next === "ACTIVE" ? "ACTIVE_COUNTED" : next, { name, ...counted(judgmentCount) })}</p>;
}

function StateForm({ person, next, onDone }: { person: Person; next: MemberState; onDone: () => void }) {
  const t = useTranslations("people");
  const { state, isPending, onSubmit } = useFormAction(submitMemberState.bind(null, person.slug), onDone);
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-4 text-left whitespace-normal">
      <Consequence next={next} person={person} />
      <StatePreviewLine slug={person.slug} userId={person.userId} next={next} />
      <input type="hidden" name="userId" value={person.userId} />
      <input type="hidden" name="state" value={next} />
      <Field id={`reason-${person.userId}`} label={t("reason")} hint={t("reasonHint")} error={state.fields.reason?.[0]}>
        <Input id={`reason-${person.userId}`} name="reason" required minLength={3} maxLength={500} autoFocus />
      </Field>
      <FormFeedback state={state} />
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{t("cancel")}</Button>
        <Button type="submit" variant={next === "EXCLUDED" ? "danger" : "primary"} disabled={isPending}>
          {isPending ? t("saving") : t(`verbsNamed.${next}`, { name: person.pseudonym })}
        </Button>
      </div>
    </form>
  );
}

/** Pause, exclude, reactivate: each with its reason and what it changes. */
export function MemberActions(person: Person) {
  const t = useTranslations("people");
  const name = person.pseudonym;
  const [next, setNext] = useState<MemberState | null>(null);
  const choices: MemberState[] = person.state === "ACTIVE" ? ["PAUSED", "EXCLUDED"] : person.state === "PAUSED" ? ["ACTIVE", "EXCLUDED"] : ["ACTIVE"];
  return (
    <>
      <span className="inline-flex gap-1">
        {choices.map((choice) => (
          <Button key={choice} size="small" variant="ghost" onClick={() => setNext(choice)} aria-label={t(`verbsNamed.${choice}`, { name })}>
            {t(`verbs.${choice}`)}
          </Button>
        ))}
      </span>
      <Dialog open={next !== null} onClose={() => setNext(null)} title={next ? t(`verbsNamed.${next}`, { name }) : ""}>
        {next ? <StateForm key={next} person={person} next={next} onDone={() => setNext(null)} /> : null}
      </Dialog>
    </>
  );
}
