import { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { type Actor, MANAGING_ROLES, requireMember } from "../auth/actor.ts";
import { getDb, Prisma, type Transaction } from "../db.ts";
import { conflict, invalidInput, notFound } from "../errors.ts";
import { getProject } from "../project/index.ts";
import { PUT_OFF } from "./claim-adjudication.ts";
import { BlindInput, DecisionInput, WithdrawInput } from "./schemas.ts";
import { type AdjudicationTask, type LoadedAdjudication, showTask, type StoredVerdicts, type Verdicts, WITH_PROJECT } from "./show-task.ts";

/** Waits for whoever is at this adjudication, then reads it. Throws `not_found` or `forbidden`. */
async function lockOwn(tx: Transaction, actor: Actor, id: string): Promise<LoadedAdjudication> {
  await tx.$queryRaw`SELECT 1 FROM adjudication WHERE id = ${id}::uuid FOR UPDATE`;
  const row = await tx.adjudication.findUnique({ where: { id }, include: WITH_PROJECT });
  if (!row || row.reviewerId !== actor.userId) throw notFound("This comparison was not given to you to decide.");
  await requireMember(tx, actor, row.comparison.projectId, MANAGING_ROLES);
  return row;
}

function requireInForce({ endedAt }: LoadedAdjudication): void {
  if (endedAt) throw conflict("lease_lost", "Another reviewer has this comparison now, or it was put off. Nothing was stored.");
}

function requireDimensions(verdicts: Verdicts, wanted: readonly string[]): void {
  const missing = wanted.filter((dimension) => !verdicts[dimension]);
  const unknown = Object.keys(verdicts).filter((dimension) => !wanted.includes(dimension));
  if (missing.length + unknown.length > 0) throw invalidInput("It was not stored: answer exactly the questions that are asked.", { missing, unknown });
}

/** Sides become candidates by the order that was recorded at the claim. */
function toStored(verdicts: Verdicts, { shown, comparison }: LoadedAdjudication): StoredVerdicts {
  const isALeft = shown[0] === comparison.candidateAId;
  const entries = Object.entries(verdicts).map(([dimension, { value, strength }]) => {
    const stored = value === "tie" ? "TIE" : value === "both_bad" ? "BOTH_BAD" : value === "skip" ? "SKIP" : (value === "left") === isALeft ? "A" : "B";
    return [dimension, { value: stored, strength: strength ?? null }] as const;
  });
  return Object.fromEntries(entries);
}

/**
 * Stores the reviewer's own answer in every dimension and only then shows what the annotators said. The first answer stays:
 * sent again, it changes nothing. Throws `invalid_input`, `not_found`, `forbidden`, `lease_lost`.
 */
export async function answerBlind(actor: Actor, id: string, input: unknown): Promise<AdjudicationTask> {
  const parsed = BlindInput.safeParse(input);
  if (!parsed.success) throw invalidInput("Your answer was not stored: its form is wrong.", z.flattenError(parsed.error).fieldErrors);
  await getDb().$transaction(async (tx) => {
    const row = await lockOwn(tx, actor, id);
    if (row.blindAt) return;
    requireInForce(row);
    requireDimensions(parsed.data.verdicts, row.comparison.project.dimensions);
    await tx.adjudication.update({ where: { id }, data: { blind: toStored(parsed.data.verdicts, row), blindAt: new Date() } });
    await recordAudit(tx, { caller: actor, projectId: row.comparison.projectId, action: "adjudication_answered_blind", subject: row.comparisonId, detail: { adjudicationId: id } });
  });
  return showTask(actor, await getDb().adjudication.findUniqueOrThrow({ where: { id }, include: WITH_PROJECT }));
}

/**
 * Decides every disputed dimension, with a reason. From then on the decision is the consensus. The same decision sent again
 * changes nothing. Throws `invalid_input`, `not_found`, `forbidden`, `lease_lost`, `blind_first`, `already_decided`.
 */
export async function decide(actor: Actor, id: string, input: unknown): Promise<void> {
  const parsed = DecisionInput.safeParse(input);
  if (!parsed.success) throw invalidInput("The decision was not stored: check the marked fields.", z.flattenError(parsed.error).fieldErrors);
  await getDb().$transaction(async (tx) => {
    const row = await lockOwn(tx, actor, id);
    requireInForce(row);
    if (!row.blindAt) throw conflict("blind_first", "Give your own answer first.");
    requireDimensions(parsed.data.verdicts, row.disputed);
    const verdicts = Object.entries(toStored(parsed.data.verdicts, row)).flatMap(([dimension, { value }]) => row.disputed.filter((name) => name === dimension).map((name) => ({ adjudicationId: id, dimension: name, value })));
    if (verdicts.some(({ value }) => value === "SKIP")) throw invalidInput("A decision has to say something: A, B, equal or both bad. Put the comparison off if you cannot tell.");
    const { reason } = parsed.data;
    if (row.decidedAt) {
      const before = await tx.adjudicationVerdict.findMany({ where: { adjudicationId: id } });
      const isSame = row.reason === reason && before.length === verdicts.length && verdicts.every(({ dimension, value }) => before.some((given) => given.dimension === dimension && given.value === value));
      if (isSame) return;
      throw conflict("already_decided", "This comparison is decided. Take the decision back to change it.");
    }
    await tx.adjudicationVerdict.createMany({ data: verdicts });
    await tx.adjudication.update({ where: { id }, data: { decidedAt: new Date(), reason } });
    await recordAudit(tx, { caller: actor, projectId: row.comparison.projectId, action: "adjudication_decided", subject: row.comparisonId, detail: { adjudicationId: id, verdicts: Object.fromEntries(verdicts.map(({ dimension, value }) => [dimension, value])), reason } });
  });
}

/** Gives a comparison back undecided: another reviewer may take it, this one gets it only when asking for it. Harmless when repeated. */
export async function putOff(actor: Actor, id: string): Promise<void> {
  await getDb().$transaction(async (tx) => {
    const row = await lockOwn(tx, actor, id);
    if (row.endedAt || row.decidedAt) return;
    await tx.adjudication.update({ where: { id }, data: { endedAt: new Date(), endReason: PUT_OFF } });
    await recordAudit(tx, { caller: actor, projectId: row.comparison.projectId, action: "adjudication_put_off", subject: row.comparisonId, detail: { adjudicationId: id } });
  });
}

/** Extends the reviewer's hold while it is in force. False when it is not. */
export async function renewAdjudication(actor: Actor, id: string): Promise<boolean> {
  return getDb().$transaction(async (tx) => {
    const row = await lockOwn(tx, actor, id);
    if (row.endedAt || row.decidedAt) return false;
    await tx.$executeRaw`UPDATE adjudication SET lease_expires_at = now() + make_interval(secs => ${row.comparison.project.leaseSeconds}) WHERE id = ${id}::uuid`;
    return true;
  });
}

/**
 * Takes this reviewer's latest decision back and hands its comparison out again, the blind answer kept. What it said stands in
 * the audit log. Null when there is nothing to take back. Throws `not_found` or `forbidden`.
 */
export async function undoDecision(actor: Actor, slug: string): Promise<AdjudicationTask | null> {
  const project = await getProject(actor, slug, MANAGING_ROLES);
  const id = await getDb().$transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT a.id FROM adjudication a JOIN comparison c ON c.id = a.comparison_id
      WHERE c.project_id = ${project.id}::uuid AND a.reviewer_id = ${actor.userId}::uuid AND a.decided_at IS NOT NULL AND a.ended_at IS NULL
      ORDER BY a.decided_at DESC, a.id LIMIT 1 FOR UPDATE OF a`;
    const found = rows[0]?.id;
    if (!found) return null;
    const verdicts = await tx.adjudicationVerdict.findMany({ where: { adjudicationId: found } });
    const row = await tx.adjudication.findUniqueOrThrow({ where: { id: found } });
    await tx.adjudicationVerdict.deleteMany({ where: { adjudicationId: found } });
    await tx.$executeRaw`UPDATE adjudication SET decided_at = NULL, reason = NULL, claimed_at = clock_timestamp(), lease_expires_at = now() + make_interval(secs => ${project.leaseSeconds}) WHERE id = ${found}::uuid`;
    const detail: Prisma.InputJsonObject = { adjudicationId: found, reason: row.reason, verdicts: Object.fromEntries(verdicts.map(({ dimension, value }) => [dimension, value])) };
    await recordAudit(tx, { caller: actor, projectId: project.id, action: "adjudication_undone", subject: row.comparisonId, detail });
    return found;
  });
  return id ? showTask(actor, await getDb().adjudication.findUniqueOrThrow({ where: { id }, include: WITH_PROJECT })) : null;
}

/**
 * Withdraws the decision on a comparison, whoever made it: the annotators' plurality stands again and the comparison returns to
 * the queue. The decision stays on record. Harmless when repeated. Throws `invalid_input`, `not_found`, `forbidden`.
 */
export async function withdrawDecision(actor: Actor, projectId: string, comparisonId: string, input: unknown): Promise<void> {
  const parsed = WithdrawInput.safeParse(input);
  if (!parsed.success) throw invalidInput("The decision was not withdrawn: say why.", z.flattenError(parsed.error).fieldErrors);
  const { reason } = parsed.data;
  await getDb().$transaction(async (tx) => {
    await requireMember(tx, actor, projectId, MANAGING_ROLES);
    const where = { comparisonId, comparison: { projectId }, endedAt: null, decidedAt: { not: null } };
    const { count } = await tx.adjudication.updateMany({ where, data: { endedAt: new Date(), endReason: `withdrawn: ${reason}` } });
    if (count > 0) await recordAudit(tx, { caller: actor, projectId, action: "adjudication_withdrawn", subject: comparisonId, detail: { reason } });
  });
}
