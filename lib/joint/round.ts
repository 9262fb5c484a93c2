import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import type { Actor } from "../auth/actor.ts";
import { getDb, Prisma, type Transaction } from "../db.ts";
import { conflict, invalidInput, notFound } from "../errors.ts";
import type { JointRound, JointSession, Project } from "../generated/prisma/client.ts";
import { readAnswer } from "../judgment/answer/read-answer.ts";
import { toAnswerParts, toSideVerdict } from "../judgment/answer/show-answer.ts";
import { countAllowed, lockCaps } from "../judgment/claim-units.ts";
import { findLiveLeases, handSlot } from "../judgment/hand-out.ts";
import { hashPayload } from "../judgment/hash-payload.ts";
import { readAnswerContext } from "../judgment/read-unit.ts";
import { storeJudgment } from "../judgment/submit-judgment.ts";
import { AnswerRoundInput, ConfirmInput, GiveBackInput, type JointAnswer, ProposeInput, type StoredJointAnswer } from "./schemas.ts";
import { lockSession, requirePairForm } from "./session.ts";

const HANDED = { handed: { include: { form: true } } } satisfies Prisma.JointRoundInclude;
export type LoadedRound = Prisma.JointRoundGetPayload<{ include: typeof HANDED }>;

export function findOpenRound(tx: Transaction, sessionId: string): Promise<LoadedRound | null> {
  return tx.jointRound.findFirst({ where: { sessionId, closedAt: null }, include: HANDED });
}

/**
 * Leases the next unit that is new to both and opens a round on it; null when there is none, or when a limit of the project
 * gives one of them no more. The partner is never handed that unit again.
 */
export async function openRound(tx: Transaction, session: JointSession & { project: Project }): Promise<LoadedRound | null> {
  const { project, leadId, partnerId } = session;
  if (!partnerId) return null;
  await lockCaps(tx, project);
  for (const userId of [leadId, partnerId]) {
    const { length } = await findLiveLeases(tx, project.id, userId);
    if ((await countAllowed(tx, project, userId, length, Infinity)) <= 0) return null;
  }
  const lease = await handSlot(tx, { project, userId: leadId, formId: await requirePairForm(tx, project.id), partnerId });
  if (!lease) return null;
  const { slotNo } = await tx.handedOut.findUniqueOrThrow({ where: { leaseId: lease.leaseId } });
  const { unitId, formId, shown } = lease;
  await tx.handedOut.create({ data: { annotatorId: partnerId, unitId, slotNo, leaseId: randomUUID(), formId, shown, releasedAt: new Date(), releaseReason: "judged_together" } });
  return tx.jointRound.create({ data: { id: randomUUID(), sessionId: session.id, unitId, leaseId: lease.leaseId }, include: HANDED });
}

export function closeRound(tx: Transaction, id: string, closeReason: string, judgmentId: string | null = null): Promise<JointRound> {
  return tx.jointRound.update({ where: { id }, data: { closedAt: new Date(), closeReason, judgmentId } });
}

/** Renews the lead's lease when half of it is over. False when the unit went to somebody else. */
export async function keepLease(tx: Transaction, project: Project, leaseId: string): Promise<boolean> {
  await tx.$executeRaw`
    UPDATE slot SET lease_expires_at = now() + make_interval(secs => ${project.leaseSeconds})
    WHERE lease_id = ${leaseId}::uuid AND done_at IS NULL AND lease_expires_at < now() + make_interval(secs => ${project.leaseSeconds} / 2.0)`;
  return (await tx.slot.count({ where: { leaseId, doneAt: null } })) === 1;
}

/** Checks an answer against the form and turns sides into candidates. Throws `invalid_input`. */
async function toStored(tx: Transaction, project: Project, round: LoadedRound, { verdicts, parts }: JointAnswer): Promise<StoredJointAnswer> {
  const context = await readAnswerContext(tx, project, round.handed);
  const read = readAnswer(context, { id: round.id, leaseId: round.leaseId, verdicts, parts, durationMs: null, note: "" });
  const rows = read.verdicts.map(({ dimension, value, strength }) => ({ dimension, value, strength }));
  return { verdicts: rows.sort((a, b) => (a.dimension < b.dimension ? -1 : 1)), parts: read.parts };
}

/** A stored answer by side of the screen. In a pair the smaller id is A. */
export function showAnswer(stored: unknown, shown: readonly string[]): JointAnswer {
  const { verdicts, parts } = stored as StoredJointAnswer;
  const comparison = { candidateAId: [...shown].sort()[0] ?? "" };
  return { verdicts: Object.fromEntries(verdicts.map((row) => [row.dimension, toSideVerdict({ ...row, comparison }, shown)])), parts: toAnswerParts(parts, shown) };
}

function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw invalidInput("It was not stored: its form is wrong.", parsed.error.issues.map((issue) => issue.message));
  return parsed.data;
}

type Session = Awaited<ReturnType<typeof lockSession>>;

/** The open round of a session under its lock. Throws `not_found` or `round_over`. */
async function lockRound(tx: Transaction, actor: Actor, sessionId: string, roundId: string): Promise<{ session: Session; round: LoadedRound }> {
  const session = await lockSession(tx, actor, sessionId);
  const round = await tx.jointRound.findFirst({ where: { id: roundId, sessionId }, include: HANDED });
  if (!round) throw notFound("There is no such round.");
  return { session, round };
}

function requireOpen(round: LoadedRound): void {
  if (round.closedAt) throw conflict("round_over", "This comparison is finished already.");
}

/** Stores one person's own answer, which the other does not see before both have answered. The first answer stays. Throws `invalid_input`, `not_found`, `round_over`. */
export async function answerRound(actor: Actor, sessionId: string, input: unknown): Promise<void> {
  const { roundId, ...answer } = parse(AnswerRoundInput, input);
  await getDb().$transaction(async (tx) => {
    const { session, round } = await lockRound(tx, actor, sessionId, roundId);
    if (session.isLead ? round.leadAt : round.partnerAt) return;
    requireOpen(round);
    const stored = await toStored(tx, session.project, round, answer);
    const at = new Date();
    await tx.jointRound.update({ where: { id: roundId }, data: session.isLead ? { leadAnswer: stored, leadAt: at } : { partnerAnswer: stored, partnerAt: at } });
  });
}

/** Stores what both have confirmed as one judgment with two names, in the lead's slot. */
async function commit(tx: Transaction, session: Session, round: LoadedRound): Promise<void> {
  const { verdicts, parts } = showAnswer(round.proposal, round.handed.shown);
  const lead = await tx.user.findUniqueOrThrow({ where: { id: session.leadId } });
  const actor: Actor = { userId: lead.id, pseudonym: lead.pseudonym, email: lead.email, simulated: lead.simulated, sessionId: session.id };
  const input = { id: round.id, leaseId: round.leaseId, verdicts, parts, durationMs: Math.min(86_400_000, Date.now() - round.openedAt.getTime()), note: "" };
  const { id } = await storeJudgment(tx, actor, input, hashPayload(input), session.partnerId);
  await closeRound(tx, round.id, "agreed", id);
}

/**
 * Proposes a joint answer once both have answered; the proposer stands by it, the other confirms it or proposes another. The
 * same answer proposed by both is an agreement. Throws `invalid_input`, `not_found`, `round_over`, `answer_first`, and
 * `proposal_changed` when another proposal came in between.
 */
export async function proposeJoint(actor: Actor, sessionId: string, input: unknown): Promise<void> {
  const { roundId, basedOn, ...answer } = parse(ProposeInput, input);
  await getDb().$transaction(async (tx) => {
    const { session, round } = await lockRound(tx, actor, sessionId, roundId);
    requireOpen(round);
    if (!round.leadAt || !round.partnerAt) throw conflict("answer_first", "Both of you answer alone first.");
    const proposal = await toStored(tx, session.project, round, answer);
    const isSame = round.proposal !== null && isDeepStrictEqual(round.proposal, JSON.parse(JSON.stringify(proposal)));
    if (isSame && round.proposedById === actor.userId) return;
    if (isSame) return commit(tx, session, round);
    if (round.proposalNo !== basedOn) throw conflict("proposal_changed", "The other person has just proposed another answer. Look at it first.");
    await tx.jointRound.update({ where: { id: roundId }, data: { proposal, proposalNo: basedOn + 1, proposedById: actor.userId } });
  });
}

/** Confirms the other's proposal, which commits it. Confirming again is harmless. Throws `not_found`, `round_over`, `proposal_changed`, `own_proposal`. */
export async function confirmJoint(actor: Actor, sessionId: string, input: unknown): Promise<void> {
  const { roundId, proposal } = parse(ConfirmInput, input);
  await getDb().$transaction(async (tx) => {
    const { session, round } = await lockRound(tx, actor, sessionId, roundId);
    if (round.judgmentId && round.proposalNo === proposal) return;
    requireOpen(round);
    if (round.proposalNo !== proposal) throw conflict("proposal_changed", "The proposal has changed. Look at it first.");
    if (round.proposedById === actor.userId) throw conflict("own_proposal", "The other person confirms what you proposed.");
    await commit(tx, session, round);
  });
}

/** Gives the unit back unanswered for both; the next one comes. Harmless when repeated. Throws `not_found` or `forbidden`. */
export async function giveBackJoint(actor: Actor, sessionId: string, input: unknown): Promise<void> {
  const { roundId } = parse(GiveBackInput, input);
  await getDb().$transaction(async (tx) => {
    const { session, round } = await lockRound(tx, actor, sessionId, roundId);
    if (round.closedAt) return;
    await tx.$executeRaw`UPDATE slot SET annotator_id = NULL, lease_id = NULL, lease_expires_at = NULL WHERE lease_id = ${round.leaseId}::uuid AND done_at IS NULL`;
    await tx.handedOut.update({ where: { leaseId: round.leaseId }, data: { releasedAt: new Date(), releaseReason: "skipped: together" } });
    await closeRound(tx, round.id, "given_back");
    await recordAudit(tx, { caller: actor, projectId: session.projectId, action: "lease_released", subject: round.unitId, detail: { reason: "skipped", together: true } });
  });
}
