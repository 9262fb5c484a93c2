"use client";

import type { Project } from "#lib/generated/prisma/client.ts";
import { submitJudging } from "../actions.ts";
import { NumberField } from "../number-field.tsx";
import { SectionForm } from "../section-form.tsx";

const SECONDS_PER_MINUTE = 60;
type Settings = Pick<Project, "overlap" | "leaseSeconds" | "comparisonsPerItem" | "changeWindowSeconds" | "judgmentsPerPerson">;

export function JudgingForm({ slug, settings, mayEdit }: { slug: string; settings: Settings; mayEdit: boolean }) {
  return (
    <SectionForm action={submitJudging.bind(null, slug)} mayEdit={mayEdit}>
      {(fields) => (
        <>
          <NumberField name="overlap" label="Judgments per comparison" hint="How many different people judge each. More adds places; fewer takes away free ones only." error={fields.overlap?.[0]} value={settings.overlap} min={1} max={50} />
          <NumberField name="comparisonsPerItem" label="Pairs per item, at most" hint="For items prepared from now on; which pairs is drawn at random." error={fields.comparisonsPerItem?.[0]} value={settings.comparisonsPerItem} min={1} max={1_000} />
          <NumberField name="leaseSeconds" label="Reserved for" unit="minutes" hint="How long a comparison stays with who opened it. The page renews it while it is open." error={fields.leaseSeconds?.[0] && "From half a minute to 1440 minutes."} value={settings.leaseSeconds / SECONDS_PER_MINUTE} min={0.5} max={1_440} step={0.5} />
          <NumberField name="changeWindowSeconds" label="Answers can be changed for" unit="minutes" hint="Counted from sending. What an answer said before is kept; 0 means that nothing can be changed." error={fields.changeWindowSeconds?.[0] && "From 0 to 10 080 minutes, which is a week."} value={settings.changeWindowSeconds / SECONDS_PER_MINUTE} min={0} max={10_080} step={0.5} />
          <NumberField name="judgmentsPerPerson" label="Judgments a person, at most" hint="Empty for no limit. Who reaches it sees that they are done." error={fields.judgmentsPerPerson?.[0]} value={settings.judgmentsPerPerson} min={1} max={1_000_000} />
        </>
      )}
    </SectionForm>
  );
}
