"use client";

import { useTranslations } from "next-intl";
import type { Project } from "#lib/generated/prisma/client.ts";
import { submitJudging } from "../actions.ts";
import { NumberField } from "../number-field.tsx";
import { SectionForm } from "../section-form.tsx";
import { LimitFields } from "./limit-fields.tsx";
import { OrderFields } from "./order-fields.tsx";
import { OverlapFields } from "./overlap-fields.tsx";

const SECONDS_PER_MINUTE = 60;
export type JudgingSettings = Pick<
  Project,
  "overlap" | "overlapMax" | "handOutOrder" | "explorationShare" | "priorScorerVersionId" | "leaseSeconds" | "comparisonsPerItem" | "changeWindowSeconds" | "judgmentsPerPerson" | "judgmentsPerPersonAndItem" | "judgmentsPerItem" | "judgmentsInAll"
>;
/** What the sequential test decides by, as its defaults have it. */
export type DecisionRule = { lead: number; accuracy: number; tieMinimum: number };

/** Scorers that have scored something of the project. */
export type KnownScorer = { id: string; name: string };

type FormProps = { slug: string; scorers: KnownScorer[]; settings: JudgingSettings; rule: DecisionRule; isRanking: boolean; mayEdit: boolean };

export function JudgingForm({ slug, scorers, settings, rule, isRanking, mayEdit }: FormProps) {
  const t = useTranslations("settings.judging");
  return (
    <SectionForm action={submitJudging.bind(null, slug)} mayEdit={mayEdit}>
      {(fields) => (
        <>
          <OverlapFields settings={settings} rule={rule} isRanking={isRanking} fields={fields} />
          <OrderFields settings={settings} scorers={scorers} fields={fields} />
          <LimitFields settings={settings} fields={fields} />
          <NumberField name="comparisonsPerItem" label={t("pairs")} hint={t("pairsHint")} error={fields.comparisonsPerItem?.[0]} value={settings.comparisonsPerItem} min={1} max={1_000} />
          <NumberField name="leaseSeconds" label={t("lease")} unit={t("minutes")} hint={t("leaseHint")} error={fields.leaseSeconds?.[0] && t("leaseRange")} value={settings.leaseSeconds / SECONDS_PER_MINUTE} min={0.5} max={1_440} step={0.5} />
          <NumberField name="changeWindowSeconds" label={t("change")} unit={t("minutes")} hint={t("changeHint")} error={fields.changeWindowSeconds?.[0] && t("changeRange")} value={settings.changeWindowSeconds / SECONDS_PER_MINUTE} min={0} max={10_080} step={0.5} />
        </>
      )}
    </SectionForm>
  );
}
