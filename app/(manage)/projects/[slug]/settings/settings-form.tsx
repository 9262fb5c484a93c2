"use client";

import { useTranslations } from "next-intl";
import type { Project } from "#lib/generated/prisma/client.ts";
import { Button } from "../../../../_components/button.tsx";
import { Field, Input, Textarea } from "../../../../_components/field.tsx";
import { DimensionChoice } from "../../../_components/dimension-choice.tsx";
import { FormFeedback } from "../../../_components/form-feedback.tsx";
import { useFormAction } from "../../../_components/use-form-action.ts";
import { submitSettings } from "./actions.ts";

const SECONDS_PER_MINUTE = 60;

type Settings = Pick<Project, "slug" | "name" | "description" | "guideline" | "guidelineVersion" | "dimensions" | "overlap" | "leaseSeconds" | "comparisonsPerItem">;

function NumberFields({ project, fields }: { project: Settings; fields: Record<string, string[]> }) {
  const t = useTranslations("settings");
  return (
    <div className="grid gap-5 sm:grid-cols-3">
      <Field id="overlap" label={t("overlap")} hint={t("overlapHint")} error={fields.overlap?.[0]}>
        <Input id="overlap" name="overlap" type="number" min={1} max={50} required defaultValue={project.overlap} aria-describedby="overlap-hint" />
      </Field>
      <Field id="leaseMinutes" label={t("lease")} hint={t("leaseHint")} error={fields.leaseSeconds?.[0]}>
        <Input id="leaseMinutes" name="leaseMinutes" type="number" min={0.5} max={1440} step={0.5} required defaultValue={project.leaseSeconds / SECONDS_PER_MINUTE} aria-describedby="leaseMinutes-hint" />
      </Field>
      <Field id="comparisonsPerItem" label={t("pairs")} hint={t("pairsHint")} error={fields.comparisonsPerItem?.[0]}>
        <Input id="comparisonsPerItem" name="comparisonsPerItem" type="number" min={1} max={1000} required defaultValue={project.comparisonsPerItem} aria-describedby="comparisonsPerItem-hint" />
      </Field>
    </div>
  );
}

export function SettingsForm({ project, allDimensions, isJudged, mayEdit }: { project: Settings; allDimensions: readonly string[]; isJudged: boolean; mayEdit: boolean }) {
  const t = useTranslations("settings");
  const { state, isPending, onSubmit } = useFormAction(submitSettings.bind(null, project.slug));
  return (
    <form onSubmit={onSubmit}>
      <fieldset disabled={!mayEdit} className="flex max-w-3xl flex-col gap-6">
        <Field id="name" label={t("name")} error={state.fields.name?.[0]}>
          <Input id="name" name="name" required maxLength={120} defaultValue={project.name} />
        </Field>
        <Field id="description" label={t("description")} hint={t("descriptionHint")} error={state.fields.description?.[0]}>
          <Textarea id="description" name="description" maxLength={2_000} rows={2} className="min-h-16" defaultValue={project.description} aria-describedby="description-hint" />
        </Field>
        <Field id="guideline" label={t("guide", { version: project.guidelineVersion })} hint={t("guideHint")} error={state.fields.guideline?.[0]}>
          <Textarea id="guideline" name="guideline" maxLength={50_000} rows={14} className="font-mono text-small" defaultValue={project.guideline} aria-describedby="guideline-hint" />
        </Field>
        <div>
          <DimensionChoice all={allDimensions} chosen={project.dimensions} disabled={isJudged} error={state.fields.dimensions?.[0]} />
          {isJudged ? <p className="mt-1 text-small text-ink-faint">{t("fixed")}</p> : <input type="hidden" name="dimensionsOpen" value="yes" />}
        </div>
        <NumberFields project={project} fields={state.fields} />
        <FormFeedback state={state} />
        {mayEdit ? (
          <div>
            <Button type="submit" variant="primary" disabled={isPending}>
              {isPending ? t("busy") : t("submit")}
            </Button>
          </div>
        ) : null}
      </fieldset>
    </form>
  );
}
