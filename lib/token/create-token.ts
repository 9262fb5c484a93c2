import { randomUUID } from "node:crypto";
import { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import type { Caller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { conflict, invalidInput } from "../errors.ts";
import { requireOwner } from "./require-owner.ts";
import { CreateTokenInput, type ListedToken } from "./schemas.ts";
import { makeSecret } from "./token-secret.ts";

const MAX_TOKENS = 50;
const DAY_MS = 86_400_000;

/**
 * Makes a token with the scope `reward` for an account with an e-mail address: one's own, or, by the operator, anybody's. The
 * secret is in the answer and nowhere else. Throws `invalid_input` with the fields, `forbidden`, `not_found`, `too_many_tokens`.
 */
export async function createToken(caller: Caller, input: CreateTokenInput & { email?: string }): Promise<ListedToken & { token: string }> {
  const parsed = CreateTokenInput.safeParse(input);
  if (!parsed.success) throw invalidInput("The token was not made: check the marked fields.", z.flattenError(parsed.error).fieldErrors);
  const { name, validDays } = parsed.data;
  const { token, ...secret } = makeSecret();
  return getDb().$transaction(async (tx) => {
    const userId = await requireOwner(tx, caller, input.email);
    if ((await tx.apiToken.count({ where: { userId, revokedAt: null } })) >= MAX_TOKENS) throw conflict("too_many_tokens", "There are 50 tokens already. Revoke one that is not used.");
    const { tokenHash: _hash, userId: _user, ...row } = await tx.apiToken.create({
      data: { id: randomUUID(), userId, name, scopes: ["reward"], expiresAt: validDays === null ? null : new Date(Date.now() + validDays * DAY_MS), ...secret },
    });
    await recordAudit(tx, { caller, projectId: null, action: "token_created", subject: row.id, detail: { name, userId } });
    return { ...row, token };
  });
}
