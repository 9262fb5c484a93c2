import type { Caller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { requireOwner } from "./require-owner.ts";
import type { ListedToken } from "./schemas.ts";

/** The tokens of an account, revoked ones too, newest first. Throws `forbidden`, `not_found`. */
export async function listTokens(caller: Caller, email?: string): Promise<ListedToken[]> {
  const db = getDb();
  const userId = await requireOwner(db, caller, email);
  return db.apiToken.findMany({ where: { userId }, omit: { tokenHash: true, userId: true }, orderBy: [{ createdAt: "desc" }, { id: "asc" }] });
}
