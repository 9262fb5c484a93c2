"use client";

import type { Project } from "#lib/generated/prisma/client.ts";
import { submitQuality } from "../actions.ts";
import { NumberField } from "../number-field.tsx";
import { SectionForm } from "../section-form.tsx";

const PERCENT = 100;
type Settings = Pick<Project, "goldShare" | "repeatShare" | "repeatAfter">;
/** 0.1 as 10, without the tail of floating point. */
const percent = (share: number): number => Number((share * PERCENT).toFixed(2));

export function QualityForm({ slug, settings, mayEdit }: { slug: string; settings: Settings; mayEdit: boolean }) {
  return (
    <SectionForm action={submitQuality.bind(null, slug)} mayEdit={mayEdit}>
      {(fields) => (
        <>
          <NumberField name="goldShare" label="Gold" unit="% of what a person is handed" hint="Comparisons whose answer is known. They measure the annotator and never count in a result." error={fields.goldShare?.[0] && "From 0 to 50 %."} value={percent(settings.goldShare)} min={0} max={50} step={0.5} />
          <NumberField name="repeatShare" label="Repeats" unit="% of what a person is handed" hint="The same comparison once more, sides swapped. They measure consistency and never count in a result." error={fields.repeatShare?.[0] && "From 0 to 50 %."} value={percent(settings.repeatShare)} min={0} max={50} step={0.5} />
          <NumberField name="repeatAfter" label="A repeat comes after at least" unit="others" hint="Far enough that nobody remembers the answer." error={fields.repeatAfter?.[0]} value={settings.repeatAfter} min={1} max={1_000} />
        </>
      )}
    </SectionForm>
  );
}
