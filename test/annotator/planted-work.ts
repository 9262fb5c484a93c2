import { randomUUID } from "node:crypto";
import type { Actor } from "#lib/auth/index.ts";
import { settleUnits } from "#lib/consensus/index.ts";
import { getDb } from "#lib/db.ts";
import { getCurrentForm } from "#lib/form/index.ts";
import type { HandOutPurpose, Project, VerdictValue } from "#lib/generated/prisma/client.ts";
import { makeGold } from "../factories/gold.ts";
import { makeMember } from "../factories/people.ts";
import { makeItem, makeProject } from "../factories/project.ts";

type Planted = { purpose?: HandOutPurpose; leftIsA?: boolean; durationMs?: number; slotNo?: number };

/** A stored judgment in the one dimension `overall`, past the claim. */
export async function plant(project: Project, actor: Actor, comparisonId: string, value: VerdictValue, { purpose = "SLOT", leftIsA = true, durationMs = 6_000, slotNo = 1 }: Planted = {}): Promise<void> {
  const db = getDb();
  const { candidateAId, candidateBId } = await db.comparison.findUniqueOrThrow({ where: { id: comparisonId } });
  const { id: formId } = await getCurrentForm(db, project.id);
  const isSlot = purpose === "SLOT";
  const shown = leftIsA ? [candidateAId, candidateBId] : [candidateBId, candidateAId];
  const handed = { annotatorId: actor.userId, unitId: comparisonId, purpose, slotNo: isSlot ? slotNo : null, formId, shown };
  const leaseId = randomUUID();
  await db.handedOut.create({ data: { ...handed, leaseId, leaseExpiresAt: isSlot ? null : new Date() } });
  if (isSlot) await db.slot.updateMany({ where: { unitId: comparisonId, slotNo }, data: { annotatorId: actor.userId, leaseId, leaseExpiresAt: new Date(), doneAt: new Date() } });
  await db.judgment.create({ data: { id: randomUUID(), ...handed, counted: isSlot, payloadHash: "0".repeat(64), durationMs, guidelineVersion: 1, verdicts: { create: { comparisonId, dimension: "overall", value } } } });
  await db.$transaction((tx) => settleUnits(tx, project.id, [comparisonId]));
}

export type PlantedProject = { project: Project; careful: Actor; second: Actor; careless: Actor; comparisonIds: string[]; goldIds: string[] };

/**
 * Forty comparisons that two careful people answer A, whatever the side, and one careless person answers by the left side,
 * at half a second each; 16 gold that the careful get right and the careless miss, and 12 repeats that the careless reverse.
 */
export async function makePlantedProject(slug?: string): Promise<PlantedProject> {
  const project = await makeProject({ dimensions: ["overall"], overlap: 3, ...(slug ? { slug } : {}) });
  for (let made = 0; made < 40; made += 1) await makeItem(project, ["a", "b"]);
  const comparisonIds = (await getDb().comparison.findMany({ where: { projectId: project.id }, orderBy: { id: "asc" } })).map((row) => row.id);
  const goldIds = await makeGold(project, 16);
  const [careful, second, careless] = [await makeMember(project.id), await makeMember(project.id), await makeMember(project.id)];
  for (const [index, id] of comparisonIds.entries()) {
    const leftIsA = index % 4 === 0;
    await plant(project, careful, id, "A", { leftIsA: index % 2 === 0, slotNo: 1 });
    await plant(project, second, id, "A", { leftIsA: index % 2 === 1, slotNo: 2 });
    await plant(project, careless, id, leftIsA ? "A" : "B", { leftIsA, slotNo: 3, durationMs: 500 + index });
  }
  for (const [index, id] of goldIds.entries()) {
    await plant(project, careful, id, "A", { purpose: "GOLD", leftIsA: index % 2 === 0 });
    await plant(project, careless, id, "B", { purpose: "GOLD", leftIsA: false, durationMs: 800 });
  }
  for (const [index, id] of comparisonIds.slice(0, 12).entries()) {
    const leftIsA = index % 4 !== 0;
    await plant(project, careful, id, "A", { purpose: "REPEAT", leftIsA });
    await plant(project, careless, id, leftIsA ? "A" : "B", { purpose: "REPEAT", leftIsA, durationMs: 700 });
  }
  return { project, careful, second, careless, comparisonIds, goldIds };
}
