"use client";

import { useState } from "react";
import { Button, ButtonLink } from "../../../../../../_components/button.tsx";
import { Field, Input, Select } from "../../../../../../_components/field.tsx";
import { FormFeedback } from "../../../../../_components/form-feedback.tsx";
import { useFormAction } from "../../../../../_components/use-form-action.ts";
import { submitStudy } from "../actions.ts";
import { type Errors, PanelFields } from "./panel-fields.tsx";

function AmountFields({ errors }: { errors: Errors }) {
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field id="participantLimit" label="Places" hint="As many as on the panel. Who returns or times out frees a place." error={errors.participantLimit?.[0]}>
        <Input id="participantLimit" name="participantLimit" type="number" min={1} max={100_000} required defaultValue={20} aria-describedby="participantLimit-hint" />
      </Field>
      <Field id="judgmentsPerParticipant" label="Judgments each" hint="Then the code appears. Test and repeated pairs count, too." error={errors.judgmentsPerParticipant?.[0]}>
        <Input id="judgmentsPerParticipant" name="judgmentsPerParticipant" type="number" min={1} max={10_000} required defaultValue={40} aria-describedby="judgmentsPerParticipant-hint" />
      </Field>
      <Field id="estimatedMinutes" label="Minutes it takes (optional)" hint="Told to participants before they start." error={errors.estimatedMinutes?.[0]}>
        <Input id="estimatedMinutes" name="estimatedMinutes" type="number" min={1} max={1_440} aria-describedby="estimatedMinutes-hint" />
      </Field>
      <Field id="maximumMinutes" label="Longest time in minutes (optional)" hint="The panel’s maximum: who takes longer is timed out, and the slots go to others." error={errors.maximumMinutes?.[0]}>
        <Input id="maximumMinutes" name="maximumMinutes" type="number" min={1} max={1_440} aria-describedby="maximumMinutes-hint" />
      </Field>
      <Field id="opensAt" label="Opens, UTC (optional)" hint="Empty: at once." error={errors.opensAt?.[0]}>
        <Input id="opensAt" name="opensAt" type="datetime-local" aria-describedby="opensAt-hint" />
      </Field>
      <Field id="closesAt" label="Closes, UTC (optional)" hint="Nobody new comes in after it; who has started goes on." error={errors.closesAt?.[0]}>
        <Input id="closesAt" name="closesAt" type="datetime-local" aria-describedby="closesAt-hint" />
      </Field>
    </div>
  );
}

function CodeFields({ errors }: { errors: Errors }) {
  return (
    <div className="grid gap-5 sm:grid-cols-3">
      <Field id="completionCode" label="Completion code" hint="Shown when all is judged. Copy it from the panel’s form, or make one up and enter it there." error={errors.completionCode?.[0]}>
        <Input id="completionCode" name="completionCode" required maxLength={64} autoComplete="off" className="font-mono" aria-describedby="completionCode-hint" />
      </Field>
      <Field id="screenOutCode" label="Screen-out code" hint="Shown to who fails the entry quiz. Another one than above." error={errors.screenOutCode?.[0]}>
        <Input id="screenOutCode" name="screenOutCode" required maxLength={64} autoComplete="off" className="font-mono" aria-describedby="screenOutCode-hint" />
      </Field>
      <Field id="noConsentCode" label="No-consent code (optional)" hint="Shown to who does not want to take part. Empty: they are asked to return." error={errors.noConsentCode?.[0]}>
        <Input id="noConsentCode" name="noConsentCode" maxLength={64} autoComplete="off" className="font-mono" aria-describedby="noConsentCode-hint" />
      </Field>
    </div>
  );
}

/** Makes a study; a refused form keeps what was typed. */
export function StudyForm({ slug }: { slug: string }) {
  const { state, isPending, onSubmit } = useFormAction(submitStudy.bind(null, slug));
  const [provider, setProvider] = useState<"PROLIFIC" | "GENERIC">("PROLIFIC");
  return (
    <form onSubmit={onSubmit} className="flex max-w-3xl flex-col gap-6">
      <div className="grid gap-5 sm:grid-cols-2">
        <Field id="name" label="Name" hint="For you; participants see the project’s name." error={state.fields.name?.[0]}>
          <Input id="name" name="name" required maxLength={120} placeholder="Pilot, 20 people" aria-describedby="name-hint" />
        </Field>
        <Field id="provider" label="Panel">
          <Select id="provider" name="provider" value={provider} onChange={(event) => setProvider(event.target.value === "GENERIC" ? "GENERIC" : "PROLIFIC")}>
            <option value="PROLIFIC">Prolific</option>
            <option value="GENERIC">another panel</option>
          </Select>
        </Field>
      </div>
      <AmountFields errors={state.fields} />
      <CodeFields errors={state.fields} />
      <Field id="contact" label="Whom participants may ask (optional)" hint="An e-mail address or a name; shown before they start." error={state.fields.contact?.[0]}>
        <Input id="contact" name="contact" maxLength={200} aria-describedby="contact-hint" />
      </Field>
      <PanelFields key={provider} provider={provider} errors={state.fields} />
      <FormFeedback state={state} />
      <div className="flex gap-2">
        <Button type="submit" variant="primary" disabled={isPending}>
          {isPending ? "Making …" : "Make study"}
        </Button>
        <ButtonLink href={`/projects/${slug}/people/studies`} variant="ghost">
          Cancel
        </ButtonLink>
      </div>
    </form>
  );
}
