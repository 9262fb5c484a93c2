"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { RunPlan } from "#lib/scoring-run/index.ts";
import { Button } from "../../../../../_components/button.tsx";
import { Dialog } from "../../../../../_components/dialog.tsx";
import { Checkbox, Field, Input, Select } from "../../../../../_components/field.tsx";
import { FormFeedback } from "../../../../_components/form-feedback.tsx";
import { useFormAction } from "../../../../_components/use-form-action.ts";
import { previewRun, submitRun } from "../actions.ts";
import { PlanSummary } from "./plan-summary.tsx";

/** `concurrency`: what its definition says. */
type RunnableScorer = { id: string; name: string; passes: number; kind: string; concurrency: number | null };
type Errors = Record<string, string[]>;

/** Typing goes on meanwhile. */
const PREVIEW_AFTER_MS = 300;

/** The plan of the form as it stands, asked for again after each change; the latest answer wins. */
function usePlan(slug: string, scorerId: string) {
  const [plan, setPlan] = useState<RunPlan | null>(null);
  const [isPlanning, setPlanning] = useState(true);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  const ask = (form: HTMLFormElement, afterMs = PREVIEW_AFTER_MS) => {
    clearTimeout(timer.current);
    latest.current += 1;
    const mine = latest.current;
    setPlanning(true);
    timer.current = setTimeout(async () => {
      const next = await previewRun(slug, scorerId, new FormData(form)).catch(() => null);
      if (mine !== latest.current) return;
      setPlan(next);
      setPlanning(false);
    }, afterMs);
  };
  return { plan, isPlanning, ask };
}

function ScopeFields({ generators, taskTypes, errors }: { generators: string[]; taskTypes: string[]; errors: Errors }) {
  const t = useTranslations("scorers.run");
  const m = useTranslations("manage");
  const choice = (name: "generator" | "taskType", values: string[]) => (
    <Field id={`run-${name}`} label={t(name)} error={errors[name]?.[0]}>
      <Select id={`run-${name}`} name={name} defaultValue="">
        <option value="">{m("any")}</option>
        {values.map((value) => (
          <option key={value} value={value}>
            {value}
          </option>
        ))}
      </Select>
    </Field>
  );
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      {choice("generator", generators)}
      {choice("taskType", taskTypes)}
      <Field id="run-firstItems" label={t("firstItems")} hint={t("firstItemsHint")} error={errors.filter?.[0]}>
        <Input id="run-firstItems" name="firstItems" type="number" min={1} aria-describedby="run-firstItems-hint" />
      </Field>
    </div>
  );
}

function LimitFields({ concurrency, errors }: { concurrency: number | null; errors: Errors }) {
  const t = useTranslations("scorers.run");
  const field = (name: "perMinute" | "promptPrice" | "completionPrice", fieldName: string, step: string) => (
    <Field id={`run-${fieldName}`} label={t(name)} error={errors[fieldName]?.[0]}>
      <Input id={`run-${fieldName}`} name={fieldName} type="number" min={0} step={step} />
    </Field>
  );
  return (
    <fieldset className="grid gap-4 sm:grid-cols-2">
      <legend className="mb-2 text-base font-semibold">{t("limits")}</legend>
      <Field id="run-concurrency" label={t("concurrency")} error={errors.concurrency?.[0]}>
        <Input id="run-concurrency" name="concurrency" type="number" min={1} max={256} placeholder={concurrency === null ? undefined : String(concurrency)} />
      </Field>
      {field("perMinute", "requestsPerMinute", "1")}
      {field("promptPrice", "promptPrice", "any")}
      {field("completionPrice", "completionPrice", "any")}
    </fieldset>
  );
}

function RunForm({ slug, scorer, generators, taskTypes }: { slug: string; scorer: RunnableScorer; generators: string[]; taskTypes: string[] }) {
  const t = useTranslations("scorers.run");
  const { state, isPending, onSubmit } = useFormAction(submitRun.bind(null, slug, scorer.id));
  const { plan, isPlanning, ask } = usePlan(slug, scorer.id);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (form.current) ask(form.current, 0);
    // Once, when the dialog opens; after that each change asks.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  return (
    <form ref={form} onSubmit={onSubmit} onChange={(event) => ask(event.currentTarget)} className="flex flex-col gap-5">
      <ScopeFields generators={generators} taskTypes={taskTypes} errors={state.fields} />
      <div className="grid items-start gap-4 sm:grid-cols-3">
        <Field id="run-passes" label={t("passes")} hint={t("passesHint")} error={state.fields.passes?.[0]}>
          <Input id="run-passes" name="passes" type="number" min={1} max={1_000} defaultValue={scorer.passes} aria-describedby="run-passes-hint" />
        </Field>
        <div className="flex flex-col gap-2 sm:col-span-2 sm:pt-7">
          <Checkbox name="judged" label={t("judged")} />
          <Checkbox name="retryFailures" label={t("retry")} />
        </div>
      </div>
      {scorer.kind === "vlm" ? <LimitFields concurrency={scorer.concurrency} errors={state.fields} /> : null}
      <PlanSummary plan={plan} isPlanning={isPlanning} readPrices={() => (form.current ? new FormData(form.current) : null)} />
      <FormFeedback state={state} />
      <div>
        <Button type="submit" variant="primary" disabled={isPending}>
          {isPending ? t("starting") : t("start")}
        </Button>
      </div>
    </form>
  );
}

/** The button and the dialog that starts a run: what it covers, and what it would ask for, before anything is asked. */
export function RunDialog(props: { slug: string; scorer: RunnableScorer; generators: string[]; taskTypes: string[] }) {
  const t = useTranslations("scorers.run");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)} aria-label={t("openNamed", { name: props.scorer.name })}>
        {t("open")}
      </Button>
      <Dialog open={isOpen} onClose={() => setOpen(false)} title={t("title", { name: props.scorer.name })} wide>
        {isOpen ? <RunForm {...props} /> : null}
      </Dialog>
    </>
  );
}
