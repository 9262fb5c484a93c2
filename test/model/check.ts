import { expect } from "vitest";
import { computeConsensus, rebuildProject } from "#lib/consensus/index.ts";
import type { Model } from "./model.ts";
import type { System } from "./system.ts";

/** Which number a free slot bears is nobody's business. */
const nameSlot = (unit: string, slotNo: number, leaseId: string | null, done: boolean) => (leaseId === null ? `${unit} free` : `${unit} ${slotNo} ${leaseId} ${done}`);

/** Everything that the database says of the project against the model, after every step. */
export async function checkAgainst(model: Model, { db, project, people }: System): Promise<void> {
  const [slots, judgments, units, consensus] = await Promise.all([
    db.slot.findMany({ where: { projectId: project.id } }),
    db.judgment.findMany({ where: { unit: { projectId: project.id } } }),
    db.unit.findMany({ where: { projectId: project.id } }),
    computeConsensus(project.id),
  ]);
  const storedSlots = slots.map((slot) => nameSlot(slot.unitId, slot.slotNo, slot.leaseId, slot.doneAt !== null)).sort();
  const modelSlots = [...model.slots].flatMap(([unit, own]) => [...own].map(([slotNo, slot]) => nameSlot(unit, slotNo, slot.leaseId, slot.done))).sort();
  expect(storedSlots).toEqual(modelSlots);
  for (const unit of model.slots.keys()) model.renumber(unit, slots.filter((slot) => slot.unitId === unit && slot.leaseId === null).map((slot) => slot.slotNo));
  const personOf = new Map(people.map((actor, index) => [actor.userId, index]));
  const storedJudgments = judgments.map((row) => `${row.id} ${row.unitId} ${personOf.get(row.annotatorId)} ${row.counted} ${row.revisionCount}`).sort();
  expect(storedJudgments).toEqual(model.judgments.map((row) => `${row.id} ${row.unit} ${row.person} ${row.counted} ${row.changes}`).sort());
  for (const unit of units) {
    expect({ state: unit.state, judgmentCount: unit.judgmentCount }).toEqual({ state: model.state(unit.id), judgmentCount: model.effective(unit.id).length });
    const { a, b, tie } = model.tally(unit.id);
    const row = consensus.find(({ comparisonId }) => comparisonId === unit.id);
    expect(row?.counts ?? { a: 0, b: 0, tie: 0, bothBad: 0, skip: 0 }).toEqual({ a, b, tie, bothBad: 0, skip: 0 });
    const decision = model.decisions.get(unit.id);
    if (decision) expect(row).toMatchObject({ consensus: decision, decidedBy: "adjudication" });
  }
}

/** At the end: what is derived comes out the same from the raw rows, and no slot bears two counted judgments. */
export async function checkAtTheEnd(system: System): Promise<void> {
  expect(await rebuildProject("operator", system.project.id)).toMatchObject({ changed: false });
  const doubled = await system.db.judgment.groupBy({ by: ["unitId", "slotNo"], where: { unit: { projectId: system.project.id }, counted: true }, _count: true, having: { unitId: { _count: { gt: 1 } } } });
  expect(doubled).toEqual([]);
}
