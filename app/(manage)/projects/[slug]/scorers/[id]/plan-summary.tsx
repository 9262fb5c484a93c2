"use client";

import { useTranslations } from "next-intl";
import type { RunPlan } from "#lib/scoring-run/index.ts";
import { Skeleton } from "../../../../../_components/skeleton.tsx";
import { useFigures } from "../../../../../_components/use-figures.ts";
import { formatCost } from "../format-cost.ts";

const MILLION = 1_000_000;

type Props = { plan: RunPlan | null; isPlanning: boolean; readPrices: () => FormData | null };

/** What it would cost by the tokens measured so far; null without prices or measurements. */
function estimateCost({ openCount, perPass }: RunPlan, form: FormData | null): number | null {
  const price = (name: string) => Number(form?.get(name) || 0);
  const [prompt, completion] = [price("promptPrice"), price("completionPrice")];
  if (perPass.promptTokens === null || perPass.completionTokens === null || prompt + completion === 0) return null;
  return (openCount * (perPass.promptTokens * prompt + perPass.completionTokens * completion)) / MILLION;
}

/** How much a run would ask for, in the space that it keeps while it is counted. */
export function PlanSummary({ plan, isPlanning, readPrices }: Props) {
  const t = useTranslations("scorers.run");
  const figures = useFigures();
  const { counted, formatCount, formatDuration, sentenceGap } = figures;
  if (!plan) return <div className="min-h-16">{isPlanning ? <Skeleton className="h-12 w-full" /> : null}</div>;
  const { perPass, openCount } = plan;
  const cost = estimateCost(plan, readPrices());
  const sentences = [
    t("plan", { ...counted(plan.candidateCount), passes: formatCount(plan.passes), planned: formatCount(plan.plannedCount), cached: formatCount(plan.cachedCount), failed: formatCount(plan.failedCount), open: formatCount(openCount) }),
    openCount === 0 ? t("nothing") : null,
    plan.callCount > 0 ? t("planCalls", { calls: formatCount(plan.callCount) }) : null,
    openCount > 0 && perPass.promptTokens ? t("planTokens", { tokens: formatCount(Math.round(openCount * (perPass.promptTokens + (perPass.completionTokens ?? 0)))) }) : null,
    openCount > 0 && perPass.ms !== null ? t("planTime", { time: formatDuration(openCount * perPass.ms) }) : null,
    cost === null ? null : t("planCost", { cost: formatCost(figures, cost) }),
  ].filter((sentence) => sentence !== null);
  return (
    <p role="status" aria-busy={isPlanning} className="min-h-16 rounded-control border border-line bg-sunken px-3 py-2 text-base tabular-nums" data-plan={isPlanning ? "counting" : "counted"}>
      {sentences.join(sentenceGap)}
    </p>
  );
}
