import { createHash } from "node:crypto";
import { recordAudit } from "../audit/record-audit.ts";
import { type Caller, requireCaller } from "../auth/actor.ts";
import { getDb, LONG, type Transaction } from "../db.ts";
import { settleManyUnits } from "./settle-units.ts";

/** SHA-256 over every derived row of a project in a fixed order: the same judgments give the same value. */
export async function hashDerived(tx: Transaction, projectId: string): Promise<string> {
  const rows = await tx.$queryRaw<{ line: string }[]>`
    SELECT line FROM (
      SELECT 1 AS part, k.comparison_id AS id, concat_ws(' ', k.comparison_id, k.dimension, k.people, k.simulated, k.last_judgment_id) AS line
      FROM consensus k JOIN comparison c ON c.id = k.comparison_id WHERE c.project_id = ${projectId}::uuid
      UNION ALL SELECT 2, id, concat_ws(' ', id, state, judgment_count) FROM unit WHERE project_id = ${projectId}::uuid) lines
    ORDER BY part, id, line`;
  const hash = createHash("sha256");
  for (const { line } of rows) hash.update(`${line}\n`);
  return hash.digest("hex");
}

/** `changed`: what was stored differed from what the raw judgments say, which no run of ours should ever do. */
export type Rebuilt = { units: number; before: string; after: string; changed: boolean };

/**
 * Throws away everything that is derived of a project's judgments and makes it again from the raw rows, in one transaction;
 * readers see the old or the new whole. Throws `not_found` or `forbidden`.
 */
export async function rebuildProject(caller: Caller, projectId: string): Promise<Rebuilt> {
  return getDb().$transaction(
    async (tx) => {
      await requireCaller(tx, caller, projectId, ["OWNER"]);
      const units = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM unit WHERE project_id = ${projectId}::uuid ORDER BY id FOR NO KEY UPDATE`;
      const before = await hashDerived(tx, projectId);
      await tx.$executeRaw`DELETE FROM consensus k USING comparison c WHERE c.id = k.comparison_id AND c.project_id = ${projectId}::uuid`;
      await tx.unit.updateMany({ where: { projectId }, data: { state: "OPEN", judgmentCount: 0 } });
      const judged = await tx.unit.findMany({ where: { projectId, judgments: { some: { counted: true } } }, select: { id: true } });
      await settleManyUnits(tx, projectId, judged.map((unit) => unit.id));
      const after = await hashDerived(tx, projectId);
      await recordAudit(tx, { caller, projectId, action: "project_rebuilt", subject: projectId, detail: { before, after } });
      return { units: units.length, before, after, changed: before !== after };
    },
    LONG,
  );
}
