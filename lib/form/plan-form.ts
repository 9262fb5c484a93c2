import { isDeepStrictEqual } from "node:util";
import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { compareForms, type FormChange } from "./compare-forms.ts";
import { getCurrentForm } from "./get-form.ts";
import { parseForm } from "./parse-form.ts";
import { type FormDefinition, findBlock } from "./schemas.ts";

/** How many candidates are shown together: what decides which units are needed. */
export function sizeOf(form: FormDefinition): number {
  return findBlock(form, "rank")?.size ?? 2;
}

/** Whether another form needs other units. A ranking of two is no pair. */
export function needsOtherUnits(before: FormDefinition, after: FormDefinition): boolean {
  return sizeOf(before) !== sizeOf(after) || Boolean(findBlock(before, "rank")) !== Boolean(findBlock(after, "rank"));
}

/**
 * What saving a form would do. `version` is the one it would become, or the current one when nothing differs.
 * `rankSize` is null for pairs. `freeSlotCount` and `itemCount` say what goes and what the worker goes over, and are 0 where units stay.
 */
export type FormPlan = {
  version: number;
  currentVersion: number;
  changes: FormChange[];
  answerCount: number;
  openCount: number;
  replacesUnits: boolean;
  before: { rankSize: number | null };
  after: { rankSize: number | null };
  freeSlotCount: number;
  itemCount: number;
};

/** Says what saving a form would do, without doing it. Throws `invalid_input`, `not_found`, `forbidden`. */
export async function planForm(caller: Caller, projectId: string, input: unknown): Promise<FormPlan> {
  const db = getDb();
  await requireCaller(db, caller, projectId, MANAGING_ROLES);
  const definition = parseForm(input);
  const current = await getCurrentForm(db, projectId);
  const replacesUnits = needsOtherUnits(current.definition, definition);
  const [answerCount, openCount, freeSlotCount, itemCount] = await Promise.all([
    db.judgment.count({ where: { formId: current.id } }),
    db.slot.count({ where: { projectId, doneAt: null, annotatorId: { not: null }, leaseExpiresAt: { gt: new Date() } } }),
    replacesUnits ? db.slot.count({ where: { projectId, annotatorId: null } }) : 0,
    replacesUnits ? db.item.count({ where: { projectId, preparedAt: { not: null } } }) : 0,
  ]);
  const isSame = isDeepStrictEqual(current.definition, definition);
  return {
    version: isSame ? current.version : current.version + 1,
    currentVersion: current.version,
    changes: compareForms(current.definition, definition),
    answerCount,
    openCount,
    replacesUnits,
    before: { rankSize: findBlock(current.definition, "rank")?.size ?? null },
    after: { rankSize: findBlock(definition, "rank")?.size ?? null },
    freeSlotCount,
    itemCount,
  };
}
