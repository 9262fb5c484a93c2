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
  const session = await getDb().session.findUnique({ where: { id: sessionId }, include: { user: true } });
  if (!session || session.revokedAt || session.expiresAt < new Date() || session.user.disabledAt) return null;
  const { id, pseudonym, email, simulated, locale } = session.user;
  return { userId: id, pseudonym, email, simulated, sessionId, locale };
}

/** Ends a session; ending it twice is harmless. */
export async function revokeSession(sessionId: string): Promise<void> {
  await getDb().session.updateMany({ where: { id: sessionId, revokedAt: null }, data: { revokedAt: new Date() } });
}
