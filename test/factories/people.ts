import { randomUUID } from "node:crypto";
import { type Actor, createUser } from "#lib/auth/index.ts";
import { getDb } from "#lib/db.ts";
import type { MemberRole } from "#lib/generated/prisma/client.ts";

/** A person in a project, as the verbs see them. */
export async function makeMember(projectId: string, options: { role?: MemberRole; simulated?: boolean; email?: string } = {}): Promise<Actor> {
  const { role = "ANNOTATOR", simulated = false, email } = options;
  const user = await createUser(getDb(), { simulated, email, pseudonym: `person-${randomUUID().slice(0, 18)}` });
  await getDb().member.create({ data: { projectId, userId: user.id, role } });
  return { userId: user.id, pseudonym: user.pseudonym, email: user.email, simulated, sessionId: randomUUID() };
}
