import { randomUUID } from "node:crypto";
import { getDb } from "../db.ts";
import type { Actor } from "./actor.ts";

export const SESSION_DAYS = 30;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Opens a session for a user and returns its id, which the cookie carries. */
export async function createSession(userId: string): Promise<string> {
  const id = randomUUID();
  const expiresAt = new Date(Date.now() + SESSION_DAYS * 86_400_000);
  await getDb().session.create({ data: { id, userId, expiresAt } });
  return id;
}

/** The actor behind a session id; null when it is unknown, over, revoked, or its user is disabled. */
export async function findActor(sessionId: string | undefined): Promise<Actor | null> {
  if (!sessionId || !UUID.test(sessionId)) return null;
  // In one statement: every request of every person begins with it.
  const rows = await getDb().$queryRaw<Actor[]>`
    SELECT u.id AS "userId", u.pseudonym, u.email, u.simulated, s.id AS "sessionId", u.locale
    FROM session s JOIN app_user u ON u.id = s.user_id WHERE s.id = ${sessionId}::uuid AND s.revoked_at IS NULL AND s.expires_at > now() AND u.disabled_at IS NULL`;
  return rows[0] ?? null;
}

/** Ends a session; ending it twice is harmless. */
export async function revokeSession(sessionId: string): Promise<void> {
  await getDb().session.updateMany({ where: { id: sessionId, revokedAt: null }, data: { revokedAt: new Date() } });
}
