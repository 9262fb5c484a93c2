import { randomUUID } from "node:crypto";
import { type Actor, MANAGING_ROLES } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { type FormDefinition, getCurrentForm, parseForm, unitKindOf } from "../form/index.ts";
import { findBlock } from "../form/schemas.ts";
import { getProject } from "../project/get-project.ts";
import { type JudgingView, showUnit } from "./judging-view.ts";

export type FormPreview = { form: FormDefinition; views: JudgingView[] };

type Row = { unit_id: string; shown: string[] };

/** A few comparisons, or the candidates of a few items, at random. */
async function pickUnits(projectId: string, form: FormDefinition, count: number): Promise<Row[]> {
  if (unitKindOf(form) === "COMPARISON") {
    return getDb().$queryRaw<Row[]>`
      SELECT id AS unit_id, ARRAY[candidate_a_id, candidate_b_id] AS shown FROM comparison WHERE project_id = ${projectId}::uuid ORDER BY random() LIMIT ${count}::int`;
  }
  const size = findBlock(form, "rank")?.size ?? 5;
  return getDb().$queryRaw<Row[]>`
    SELECT u.id AS unit_id, (SELECT (array_agg(c.id ORDER BY random()))[1:${size}::int] FROM candidate c WHERE c.item_id = u.item_id) AS shown
    FROM (SELECT DISTINCT ON (item_id) id, item_id FROM unit WHERE project_id = ${projectId}::uuid ORDER BY item_id) u ORDER BY random() LIMIT ${count}::int`;
}

/**
 * What an annotator would see under a form, saved or not: nothing is reserved and nothing can be stored.
 * `form` null: the project's newest. Throws `invalid_input`, `not_found`, `forbidden`.
 */
export async function previewForm(actor: Actor, slug: string, input: { form: unknown; count: number }): Promise<FormPreview> {
  const project = await getProject(actor, slug, MANAGING_ROLES);
  const form = input.form === null ? (await getCurrentForm(getDb(), project.id)).definition : parseForm(input.form);
  const units = await pickUnits(project.id, form, Math.min(20, Math.max(1, input.count)));
  return { form, views: await Promise.all(units.map((unit) => showUnit(actor, { leaseId: randomUUID(), unitId: unit.unit_id, shown: unit.shown }, 0))) };
}
