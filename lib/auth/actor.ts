import type { DbOrTransaction } from "../db.ts";
import { forbidden, notFound } from "../errors.ts";
import type { Member, MemberRole } from "../generated/prisma/client.ts";

/** Who is signed in. `locale` is the language that they chose for the pages; null before that. */
export type Actor = { userId: string; pseudonym: string; email: string | null; simulated: boolean; sessionId: string; locale?: string | null };

/** A verb's caller: a signed-in person, or the operator at the machine (command line, worker), who may do everything. */
export type Caller = Actor | "operator";

export const MANAGING_ROLES: MemberRole[] = ["OWNER", "REVIEWER"];

/**
 * The actor's membership, if it has one of `roles` and is active.
 * Throws `not_found` for strangers (existence is private) and `forbidden` for members without the role.
 */
export async function requireMember(db: DbOrTransaction, actor: Actor, projectId: string, roles: readonly MemberRole[]): Promise<Member> {
  return admit(await db.member.findUnique({ where: { projectId_userId: { projectId, userId: actor.userId } } }), roles);
}

/** As `requireMember`, for a membership that was read already; null for strangers. */
export function admit<Known extends Pick<Member, "role" | "state">>(member: Known | null, roles: readonly MemberRole[]): Known {
  if (!member) throw notFound("There is no such project.");
  if (member.state === "EXCLUDED") throw forbidden("Your part in this project has ended.");
  if (member.state === "PAUSED") throw forbidden("Your part in this project is paused. The project's owner can say why.");
  if (!roles.includes(member.role)) throw forbidden();
  return member;
}

/** `requireMember` for verbs that the operator may call too. */
export async function requireCaller(db: DbOrTransaction, caller: Caller, projectId: string, roles: readonly MemberRole[]): Promise<void> {
  if (caller !== "operator") await requireMember(db, caller, projectId, roles);
}
