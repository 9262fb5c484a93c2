import type { Actor } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { forbidden, JuxtaError } from "../errors.ts";
import type { TokenScope } from "./schemas.ts";
import { hashSecret, TOKEN_PREFIX } from "./token-secret.ts";

const BEARER = /^Bearer ([\w-]{20,200})$/i;

function tokenInvalid(): JuxtaError {
  return new JuxtaError("token_invalid", "Send a valid API token: Authorization: Bearer jxt_…", { status: 401 });
}

/**
 * The person behind an Authorization header. Throws `token_invalid` for no token and for one that is unknown, over, revoked or
 * whose person is disabled, without saying which; `forbidden` for one without the scope.
 */
export async function requireToken(header: string | null, scope: TokenScope): Promise<Actor> {
  const token = BEARER.exec(header?.trim() ?? "")?.[1];
  if (!token?.startsWith(TOKEN_PREFIX)) throw tokenInvalid();
  const db = getDb();
  const row = await db.apiToken.findUnique({ where: { tokenHash: hashSecret(token) }, include: { user: true } });
  const isOver = row !== null && (row.revokedAt !== null || (row.expiresAt !== null && row.expiresAt.getTime() <= Date.now()) || row.user.disabledAt !== null);
  if (!row || isOver) throw tokenInvalid();
  if (!row.scopes.includes(scope)) throw forbidden("This token is not for that.");
  await db.$executeRaw`UPDATE api_token SET last_used_at = now() WHERE id = ${row.id}::uuid AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`;
  const { id: userId, pseudonym, email, simulated, locale } = row.user;
  return { userId, pseudonym, email, simulated, sessionId: row.id, locale };
}
