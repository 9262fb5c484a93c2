import { createHash, randomBytes, randomUUID } from "node:crypto";
import { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { type Actor, type Caller, requireCaller } from "../auth/actor.ts";
import { createUser } from "../auth/create-user.ts";
import { createSession } from "../auth/session.ts";
import { getDb } from "../db.ts";
import { invalidInput, JuxtaError, notFound } from "../errors.ts";
import type { Invite, Project } from "../generated/prisma/client.ts";

const TOKEN_BYTES = 18;
const DAY_MS = 86_400_000;

export const CreateInviteInput = z.object({
  label: z.string().trim().max(120).default(""),
  role: z.enum(["ANNOTATOR", "REVIEWER", "OWNER"]).default("ANNOTATOR"),
  maxUses: z.coerce.number().int().min(1).max(100_000).default(1),
  validDays: z.coerce.number().int().min(1).max(365).default(30),
});
export type CreateInviteInput = z.input<typeof CreateInviteInput>;

function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Makes an invite link. The token is returned once; only its hash is stored. Throws `invalid_input`, `forbidden`. */
export async function createInvite(caller: Caller, projectId: string, input: CreateInviteInput): Promise<{ invite: Invite; path: string }> {
  const parsed = CreateInviteInput.safeParse(input);
  if (!parsed.success) throw invalidInput("The link was not made: check the marked fields.", z.flattenError(parsed.error).fieldErrors);
  const { label, role, maxUses, validDays } = parsed.data;
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  const invite = await getDb().$transaction(async (tx) => {
    await requireCaller(tx, caller, projectId, ["OWNER"]);
    const row = await tx.invite.create({
      data: { id: randomUUID(), projectId, label, role, maxUses, tokenHash: hashToken(token), expiresAt: new Date(Date.now() + validDays * DAY_MS) },
    });
    await recordAudit(tx, { caller, projectId, action: "invite_created", subject: row.id, detail: { role, maxUses } });
    return row;
  });
  return { invite, path: `/join/${token}` };
}

/** The invites of a project, newest first. */
export async function listInvites(caller: Caller, projectId: string): Promise<Invite[]> {
  await requireCaller(getDb(), caller, projectId, ["OWNER"]);
  return getDb().invite.findMany({ where: { projectId }, orderBy: { createdAt: "desc" } });
}

/** Makes a link useless for newcomers; people who joined by it stay. */
export async function revokeInvite(caller: Caller, projectId: string, inviteId: string): Promise<void> {
  await getDb().$transaction(async (tx) => {
    await requireCaller(tx, caller, projectId, ["OWNER"]);
    const { count } = await tx.invite.updateMany({ where: { id: inviteId, projectId, revokedAt: null }, data: { revokedAt: new Date() } });
    if (count === 1) await recordAudit(tx, { caller, projectId, action: "invite_revoked", subject: inviteId });
  });
}

export type InviteState = "open" | "revoked" | "expired" | "used_up";
export type InviteView = { state: InviteState; projectName: string; projectSlug: string; description: string; role: string; isMember: boolean };

function stateOf(invite: Invite): InviteState {
  if (invite.revokedAt) return "revoked";
  if (invite.expiresAt < new Date()) return "expired";
  return invite.useCount >= invite.maxUses ? "used_up" : "open";
}

async function findInvite(token: string): Promise<Invite & { project: Project }> {
  const invite = await getDb().invite.findUnique({ where: { tokenHash: hashToken(token) }, include: { project: true } });
  if (!invite) throw notFound("This link is not known. Check that you copied the whole of it.");
  return invite;
}

/** What the page behind a link may show to anybody who holds it. Throws `not_found`. */
export async function viewInvite(token: string, actor: Actor | null): Promise<InviteView> {
  const invite = await findInvite(token);
  const { project } = invite;
  const member = actor ? await getDb().member.findUnique({ where: { projectId_userId: { projectId: project.id, userId: actor.userId } } }) : null;
  return { state: stateOf(invite), projectName: project.name, projectSlug: project.slug, description: project.description, role: invite.role, isMember: member !== null };
}

const REFUSALS: Record<Exclude<InviteState, "open">, string> = {
  revoked: "This link was withdrawn. Ask for a new one.",
  expired: "This link has expired. Ask for a new one.",
  used_up: "This link has been used as often as it may be. Ask for a new one.",
};

/**
 * Joins the project of a link: as `actor`, or as a new pseudonymous person with a session of their own. One conditional
 * update takes a use, so that a link for ten people lets in ten. Joining twice is harmless and takes no second use.
 */
export async function joinByInvite(token: string, actor: Actor | null): Promise<{ userId: string; sessionId: string; projectSlug: string }> {
  const invite = await findInvite(token);
  const { project } = invite;
  const userId = await getDb().$transaction(async (tx) => {
    if (actor && (await tx.member.findUnique({ where: { projectId_userId: { projectId: project.id, userId: actor.userId } } }))) return actor.userId;
    const taken = await tx.$executeRaw`
      UPDATE invite SET use_count = use_count + 1 WHERE id = ${invite.id}::uuid AND revoked_at IS NULL AND expires_at > now() AND use_count < max_uses`;
    if (taken === 0) {
      const state = stateOf(await tx.invite.findUniqueOrThrow({ where: { id: invite.id } }));
      const reason = state === "open" ? "used_up" : state;
      throw new JuxtaError(`invite_${reason}`, REFUSALS[reason], { status: 410 });
    }
    const id = actor?.userId ?? (await createUser(tx, {})).id;
    await tx.member.create({ data: { projectId: project.id, userId: id, role: invite.role, inviteId: invite.id } });
    await recordAudit(tx, { caller: actor ?? "operator", projectId: project.id, action: "member_joined", subject: id, detail: { inviteId: invite.id } });
    return id;
  });
  return { userId, sessionId: actor?.sessionId ?? (await createSession(userId)), projectSlug: project.slug };
}
