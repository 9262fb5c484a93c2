import { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { type Caller, requireCaller } from "../auth/actor.ts";
import { fillSlots } from "../comparison/create-units.ts";
import { orderByDraw, orderByInformation } from "../comparison/order-by-information.ts";
import { refreshPrior } from "../comparison/scorer-prior.ts";
import { settleManyUnits } from "../consensus/settle-units.ts";
import { getDb, LONG, type Transaction } from "../db.ts";
import { conflict, invalidInput } from "../errors.ts";
import { getCurrentForm } from "../form/get-form.ts";
import { namedDimensions, unitKindOf } from "../form/schemas.ts";
import type { Project } from "../generated/prisma/client.ts";
import { UpdateProjectInput } from "./schemas.ts";

/** Raising the overlap adds slots; lowering it removes only free ones, so judgments already given stay. */
async function applyOverlap(tx: Transaction, projectId: string, overlap: number): Promise<void> {
  const { definition } = await getCurrentForm(tx, projectId);
  const kind = unitKindOf(definition);
  await tx.$executeRaw`
    DELETE FROM slot s WHERE s.project_id = ${projectId}::uuid AND s.slot_no > ${overlap} AND s.annotator_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM slot t WHERE t.unit_id = s.unit_id AND t.annotator_id IS NOT NULL)`;
  await fillSlots(tx, { projectId, itemId: null, kind, overlap });
  const taken = await tx.unit.findMany({ where: { projectId, slots: { some: { annotatorId: { not: null } } } }, select: { id: true } });
  await settleManyUnits(tx, projectId, taken.map((unit) => unit.id));
}

async function applyOrder(tx: Transaction, before: Project, project: Project): Promise<void> {
  const changesPrior = project.priorScorerVersionId !== before.priorScorerVersionId;
  if (project.handOutOrder === before.handOutOrder && !changesPrior) return;
  if (project.handOutOrder !== "INFORMATION") return orderByDraw(tx, project.id);
  await refreshPrior(tx, project);
  await orderByInformation(tx, project, null);
}

/** Refuses a scorer that has scored nothing of the project. */
async function requireScores(tx: Transaction, projectId: string, scorerVersionId: string): Promise<void> {
  const score = await tx.score.findFirst({ where: { scorerVersionId, candidate: { projectId } }, select: { pass: true } });
  if (!score) throw invalidInput("The settings were not saved: check the marked fields.", { priorScorerVersionId: ["It has scored nothing in this project."] });
}

/** Refuses to drop a dimension that the form asks by name. */
async function requireAsked(tx: Transaction, projectId: string, dimensions: readonly string[]): Promise<void> {
  const { definition } = await getCurrentForm(tx, projectId);
  const dropped = namedDimensions(definition).filter((name) => !dimensions.includes(name));
  if (dropped.length > 0) throw invalidInput(`The settings were not saved: the questions ask for ${dropped.join(", ")}.`, { dimensions: ["A question asks for it. Change the question first."] });
}

/** Throws `invalid_input` where judgments may be added one by one, but none beyond the overlap. */
export function requireRange({ overlap, overlapMax }: Pick<Project, "overlap" | "overlapMax">): void {
  if (overlapMax !== null && overlapMax <= overlap) throw invalidInput("The settings were not saved: check the marked fields.", { overlapMax: ["More than the judgments wanted at least."] });
}

/**
 * Changes settings. A changed guide raises its version and the one before stays readable; dimensions are fixed once somebody has judged.
 * Throws `invalid_input`, `not_found`, `forbidden`, or `dimensions_fixed`.
 */
export async function updateProject(caller: Caller, projectId: string, input: UpdateProjectInput): Promise<Project> {
  const parsed = UpdateProjectInput.safeParse(input);
  if (!parsed.success) throw invalidInput("The settings were not saved: check the marked fields.", z.flattenError(parsed.error).fieldErrors);
  const changes = parsed.data;
  return getDb().$transaction(async (tx) => {
    await requireCaller(tx, caller, projectId, ["OWNER"]);
    // One change at a time: two new guides at once get two versions.
    await tx.$queryRaw`SELECT id FROM project WHERE id = ${projectId}::uuid FOR NO KEY UPDATE`;
    const before = await tx.project.findUniqueOrThrow({ where: { id: projectId } });
    requireRange({ ...before, ...changes });
    if (changes.dimensions) await requireAsked(tx, projectId, changes.dimensions);
    if (changes.priorScorerVersionId) await requireScores(tx, projectId, changes.priorScorerVersionId);
    const changesDimensions = changes.dimensions && changes.dimensions.join() !== before.dimensions.join();
    if (changesDimensions && (await tx.judgment.findFirst({ where: { unit: { projectId } }, select: { id: true } }))) {
      throw conflict("dimensions_fixed", "Dimensions cannot change once somebody has judged. Create a new project for another form.");
    }
    const changesGuide = changes.guideline !== undefined && changes.guideline !== before.guideline;
    const project = await tx.project.update({
      where: { id: projectId },
      data: { ...changes, ...(changesGuide ? { guidelineVersion: { increment: 1 } } : {}) },
    });
    if (changesGuide) await tx.guidelineVersion.create({ data: { projectId, version: project.guidelineVersion, text: project.guideline, createdById: caller === "operator" ? null : caller.userId } });
    if (project.overlap !== before.overlap || project.overlapMax !== before.overlapMax) await applyOverlap(tx, projectId, project.overlap);
    await applyOrder(tx, before, project);
    await recordAudit(tx, { caller, projectId, action: "project_updated", subject: projectId, detail: { fields: Object.keys(input) } });
    return project;
  }, LONG);
}
