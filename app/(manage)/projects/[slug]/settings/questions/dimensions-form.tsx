"use client";

import { useTranslations } from "next-intl";
import { DimensionChoice } from "../../../../_components/dimension-choice.tsx";
import { submitDimensions } from "../actions.ts";
import { SectionForm } from "../section-form.tsx";

/** What the project judges at all; fixed once somebody has judged. */
export function DimensionsForm({ slug, all, chosen, isJudged, mayEdit }: { slug: string; all: readonly string[]; chosen: readonly string[]; isJudged: boolean; mayEdit: boolean }) {
  const t = useTranslations("questions");
  return (
    <SectionForm action={submitDimensions.bind(null, slug)} mayEdit={mayEdit && !isJudged}>
      {(fields) => (
        <div>
          <DimensionChoice all={all} chosen={chosen} error={fields.dimensions?.[0]} />
          {isJudged ? <p className="mt-1 text-small text-ink-faint">{t("project.fixed")}</p> : null}
        </div>
      )}
    </SectionForm>
  );
}
