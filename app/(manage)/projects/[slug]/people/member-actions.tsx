"use client";

import { useState } from "react";
import type { MemberState } from "#lib/generated/prisma/client.ts";
import { Button } from "../../../../_components/button.tsx";
import { Dialog } from "../../../../_components/dialog.tsx";
import { Field, Input } from "../../../../_components/field.tsx";
import { formatCount } from "../../../../_components/english-figures.ts";
import { FormFeedback } from "../../../_components/form-feedback.tsx";
import { useFormAction } from "../../../_components/use-form-action.ts";
import { submitMemberState } from "./actions.ts";
import { StatePreviewLine } from "./state-preview.tsx";

type Person = { slug: string; userId: string; pseudonym: string; state: MemberState; judgmentCount: number };

const VERBS: Record<MemberState, string> = { ACTIVE: "Reactivate", PAUSED: "Pause", EXCLUDED: "Exclude" };

/** What changes for the person and for the figures. */
function describeConsequence(next: MemberState, { pseudonym, judgmentCount, state }: Person): string {
  const judgments = judgmentCount === 1 ? "The one judgment" : `The ${formatCount(judgmentCount)} judgments`;
  if (next === "PAUSED") return `${pseudonym} cannot judge until you reactivate them; pairs they hold go to others. ${judgmentCount === 0 ? "" : `${judgments} they gave still count.`}`;
  if (next === "EXCLUDED") return `${pseudonym} cannot judge any more; pairs they hold go to others. ${judgmentCount === 0 ? "" : `${judgments} they gave leave every figure, and stay stored.`}`;
  return `${pseudonym} can judge again. ${state === "EXCLUDED" && judgmentCount > 0 ? `${judgments} they gave count again in every figure.` : ""}`;
}

function StateForm({ person, next, onDone }: { person: Person; next: MemberState; onDone: () => void }) {
  const { state, isPending, onSubmit } = useFormAction(submitMemberState.bind(null, person.slug), onDone);
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-4 text-left whitespace-normal">
      <p>{describeConsequence(next, person)}</p>
      <StatePreviewLine slug={person.slug} userId={person.userId} next={next} />
      <input type="hidden" name="userId" value={person.userId} />
      <input type="hidden" name="state" value={next} />
      <Field id={`reason-${person.userId}`} label="Reason" hint="Kept in the record of changes." error={state.fields.reason?.[0]}>
        <Input id={`reason-${person.userId}`} name="reason" required minLength={3} maxLength={500} autoFocus />
      </Field>
      <FormFeedback state={state} />
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant={next === "EXCLUDED" ? "danger" : "primary"} disabled={isPending}>
          {isPending ? "Saving …" : `${VERBS[next]} ${person.pseudonym}`}
        </Button>
      </div>
    </form>
  );
}

/** Pause, exclude, reactivate: each with its reason and what it changes. */
export function MemberActions(person: Person) {
  const [next, setNext] = useState<MemberState | null>(null);
  const choices: MemberState[] = person.state === "ACTIVE" ? ["PAUSED", "EXCLUDED"] : person.state === "PAUSED" ? ["ACTIVE", "EXCLUDED"] : ["ACTIVE"];
  return (
    <>
      <span className="inline-flex gap-1">
        {choices.map((choice) => (
          <Button key={choice} size="small" variant="ghost" onClick={() => setNext(choice)} aria-label={`${VERBS[choice]} ${person.pseudonym}`}>
            {VERBS[choice]}
          </Button>
        ))}
      </span>
      <Dialog open={next !== null} onClose={() => setNext(null)} title={next ? `${VERBS[next]} ${person.pseudonym}` : ""}>
        {next ? <StateForm key={next} person={person} next={next} onDone={() => setNext(null)} /> : null}
      </Dialog>
    </>
  );
}
