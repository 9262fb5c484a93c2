"use server";

import { getTranslations } from "next-intl/server";
import { revalidatePath } from "next/cache";
import { applyQualityRules, RULE_ACTIONS, setQualityRules } from "#lib/annotator/index.ts";
import { type GoldVerdicts, removeGold, setGold, suggestGold } from "#lib/gold/index.ts";
import { getProject } from "#lib/project/index.ts";
import { setQuiz } from "#lib/quiz/index.ts";
import { getFigures } from "../../../../_server/get-figures.ts";
import { act } from "../../../_server/act.ts";
import type { FormState } from "../../../form-state.ts";

const refresh = (slug: string) => revalidatePath(`/projects/${slug}`, "layout");

export async function submitGold(slug: string, comparisonId: string, _before: FormState, form: FormData): Promise<FormState> {
  return act(async (actor) => {
    const project = await getProject(actor, slug);
    const given = project.dimensions.flatMap((dimension) => (form.get(dimension) ? [[dimension, String(form.get(dimension))] as const] : []));
    const verdicts = Object.fromEntries(given) as GoldVerdicts;
    await setGold(actor, project.id, [{ comparisonId, verdicts, explanation: String(form.get("explanation") ?? ""), inQuiz: form.get("inQuiz") === "on" }]);
    refresh(slug);
    return { message: (await getTranslations("quality"))("saved") };
  });
}

export async function submitGoldRemoval(slug: string, comparisonId: string): Promise<FormState> {
  return act(async (actor) => {
    await removeGold(actor, (await getProject(actor, slug)).id, comparisonId);
    refresh(slug);
  });
}

/** Takes the chosen ones of what is suggested now: what changed meanwhile is not taken. */
export async function submitSuggestions(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return act(async (actor) => {
    const project = await getProject(actor, slug);
    const chosen = new Set(form.getAll("comparison").map(String));
    const taken = (await suggestGold(actor, project.id)).filter((suggestion) => chosen.has(suggestion.comparisonId));
    if (taken.length > 0) await setGold(actor, project.id, taken.map(({ comparisonId, verdicts, explanation }) => ({ comparisonId, verdicts, explanation, inQuiz: form.get("inQuiz") === "on" })));
    refresh(slug);
    const t = await getTranslations("quality.suggestions");
    return { message: t("made", { shown: (await getFigures()).formatCount(taken.length) }) };
  });
}

export async function submitQuiz(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return act(async (actor) => {
    const project = await getProject(actor, slug);
    const isOn = form.get("isOn") === "on";
    await setQuiz(actor, project.id, { size: isOn ? Number(form.get("size")) : 0, passMark: Number(form.get("passMark")), attempts: Number(form.get("attempts")) });
    refresh(slug);
    const t = await getTranslations("quality.quiz");
    return { message: isOn ? t("savedOn") : t("savedOff") };
  });
}

export async function submitRules(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return act(async (actor) => {
    const project = await getProject(actor, slug);
    const rules = [...form.entries()].flatMap(([name, value]) => {
      const [flag, level] = name.split(" ");
      return flag && level && RULE_ACTIONS.some((action) => action === value) ? [{ flag, level, action: String(value) }] : [];
    });
    await setQualityRules(actor, project.id, rules);
    const applied = await applyQualityRules(actor, project.id);
    refresh(slug);
    const t = await getTranslations("quality.rules");
    if (rules.length === 0) return { message: t("off") };
    return { message: applied.length === 0 ? t("nobody") : t("applied", { shown: (await getFigures()).formatCount(applied.length) }) };
  });
}
