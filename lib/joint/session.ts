import { createHash, createHmac, randomUUID } from "node:crypto";
import { recordAudit } from "../audit/record-audit.ts";
import { type Actor, requireMember } from "../auth/actor.ts";
import { getDb, type Transaction } from "../db.ts";
import { getEnv } from "../env.ts";
import { conflict, notFound } from "../errors.ts";
import { getCurrentForm } from "../form/index.ts";
import type { JointSession, Project } from "../generated/prisma/client.ts";
import { JUDGING_ROLES } from "../judgment/index.ts";
import { getProject } from "../project/index.ts";

const LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

/** The code that the partner joins with, as XXXX-XXXX. It follows from the session, so that the lead can see it again; only its hash is stored. */
export function codeOf(sessionId: string): string {
  const bytes = createHmac("sha256", getEnv().JUXTA_SECRET).update(`joint ${sessionId}`).digest();
  const letters = [...bytes.subarray(0, 8)].map((byte) => LETTERS[byte % LETTERS.length]).join("");
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

const hashCode = (code: string) => createHash("sha256").update(code.toUpperCase().replaceAll(/[^A-Z0-9]/g, "")).digest("hex");

/** Judging together knows forms that ask for A or B alone so far. Throws `form_not_supported`. */
export async function requirePairForm(tx: Transaction, projectId: string): Promise<string> {
  const form = await getCurrentForm(tx, projectId);
  if (form.definition.blocks.every((block) => block.kind === "pair")) return form.id;
  throw conflict("form_not_supported", "This project's form asks for more than A or B. Judging together knows pairs alone so far.");
}

/** The open session of a person in a project, as lead or partner. */
export async function findOpenSession(actor: Actor, slug: string): Promise<{ project: Project; session: JointSession | null }> {
  const project = await getProject(actor, slug, JUDGING_ROLES);
  const session = await getDb().jointSession.findFirst({ where: { projectId: project.id, state: { not: "ENDED" }, OR: [{ leadId: actor.userId }, { partnerId: actor.userId }] }, orderBy: { createdAt: "asc" } });
  return { project, session };
}

/** One session a person at a time: serialises starting and joining. */
async function lockPerson(tx: Transaction, userId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${userId}, 3))`;
}

/** Starts a session as its lead; who has one open in the project gets that. Throws `not_found`, `forbidden`, `form_not_supported`. */
export async function startJointSession(actor: Actor, slug: string): Promise<{ sessionId: string }> {
  const project = await getProject(actor, slug, JUDGING_ROLES);
  return getDb().$transaction(async (tx) => {
    await lockPerson(tx, actor.userId);
    const open = await tx.jointSession.findFirst({ where: { projectId: project.id, state: { not: "ENDED" }, OR: [{ leadId: actor.userId }, { partnerId: actor.userId }] } });
    if (open) return { sessionId: open.id };
    await requirePairForm(tx, project.id);
    const id = randomUUID();
    await tx.jointSession.create({ data: { id, projectId: project.id, leadId: actor.userId, tokenHash: hashCode(codeOf(id)) } });
    await recordAudit(tx, { caller: actor, projectId: project.id, action: "joint_session_started", subject: id });
    return { sessionId: id };
  });
}

/**
 * Joins a session by its code, as the one partner that it can have. Joining again is harmless. Throws `not_found` for an
 * unknown code, `forbidden`, `session_over`, `session_taken`, `own_session`, `already_in_session`.
 */
export async function joinJointSession(actor: Actor, code: string): Promise<{ sessionId: string; slug: string }> {
  return getDb().$transaction(async (tx) => {
    await lockPerson(tx, actor.userId);
    const session = await tx.jointSession.findUnique({ where: { tokenHash: hashCode(code) }, include: { project: true } });
    if (!session) throw notFound("No session has this code. Check that you copied the whole of it.");
    const { id, projectId, project } = session;
    await requireMember(tx, actor, projectId, JUDGING_ROLES);
    if (session.leadId === actor.userId) throw conflict("own_session", "This is your own session: the code is for the other person.");
    if (session.partnerId === actor.userId && session.state === "ACTIVE") return { sessionId: id, slug: project.slug };
    if (session.state === "ENDED") throw conflict("session_over", "This session is over. Ask for a new code.");
    if (await tx.jointSession.findFirst({ where: { projectId, state: { not: "ENDED" }, OR: [{ leadId: actor.userId }, { partnerId: actor.userId }] } })) throw conflict("already_in_session", "You are in another session of this project. End it first.");
    const { count } = await tx.jointSession.updateMany({ where: { id, state: "WAITING", partnerId: null }, data: { partnerId: actor.userId, state: "ACTIVE", partnerSeenAt: new Date() } });
    if (count === 0) throw conflict("session_taken", "Somebody else has joined this session already.");
    await recordAudit(tx, { caller: actor, projectId, action: "joint_session_joined", subject: id });
    return { sessionId: id, slug: project.slug };
  });
}

/** Waits for whoever is at the session, then reads it. Throws `not_found` for everybody but its two people. */
export async function lockSession(tx: Transaction, actor: Actor, id: string): Promise<JointSession & { project: Project; isLead: boolean }> {
  await tx.$queryRaw`SELECT 1 FROM joint_session WHERE id = ${id}::uuid FOR UPDATE`;
  const session = await tx.jointSession.findUnique({ where: { id }, include: { project: true } });
  if (!session || (session.leadId !== actor.userId && session.partnerId !== actor.userId)) throw notFound("There is no such session.");
  await requireMember(tx, actor, session.projectId, JUDGING_ROLES);
  return { ...session, isLead: session.leadId === actor.userId };
}

/**
 * Ends a session. The unit that was open stays leased to the lead, who finds it on the ordinary judging page and may answer it
 * alone: the round says so. Harmless when repeated. Throws `not_found` or `forbidden`.
 */
export async function endJointSession(actor: Actor, id: string): Promise<void> {
  await getDb().$transaction(async (tx) => {
    const session = await lockSession(tx, actor, id);
    if (session.state === "ENDED") return;
    const { count } = await tx.jointRound.updateMany({ where: { sessionId: id, closedAt: null }, data: { closedAt: new Date(), closeReason: session.isLead ? "alone" : "ended" } });
    await tx.jointSession.update({ where: { id }, data: { state: "ENDED", endedAt: new Date() } });
    await recordAudit(tx, { caller: actor, projectId: session.projectId, action: "joint_session_ended", subject: id, detail: { leadGoesOnAlone: session.isLead && count > 0 } });
  });
}
