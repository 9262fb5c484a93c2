import { recordAudit } from "../audit/record-audit.ts";
import type { Caller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { notFound } from "../errors.ts";

/** Makes a token useless from the next request on; revoking it twice is harmless. One's own, or, by the operator, any. Throws `not_found`. */
export async function revokeToken(caller: Caller, tokenId: string): Promise<void> {
  await getDb().$transaction(async (tx) => {
    const token = await tx.apiToken.findFirst({ where: { id: tokenId, ...(caller === "operator" ? {} : { userId: caller.userId }) } });
    if (!token) throw notFound("There is no such token.");
    const { count } = await tx.apiToken.updateMany({ where: { id: tokenId, revokedAt: null }, data: { revokedAt: new Date() } });
    if (count === 1) await recordAudit(tx, { caller, projectId: null, action: "token_revoked", subject: tokenId, detail: { name: token.name, userId: token.userId } });
  });
}
