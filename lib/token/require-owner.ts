import type { Caller } from "../auth/actor.ts";
import type { DbOrTransaction } from "../db.ts";
import { forbidden, notFound } from "../errors.ts";

/**
 * The account whose tokens are meant: the caller's own, or, for the operator, that of an e-mail address. Who joined by a link has
 * none, because scores are nothing for annotators. Throws `forbidden`, `not_found`.
 */
export async function requireOwner(db: DbOrTransaction, caller: Caller, email: string | undefined): Promise<string> {
  if (caller === "operator") {
    const user = await db.user.findUnique({ where: { email: (email ?? "").trim().toLowerCase() } });
    if (!user) throw notFound(`There is no account with the e-mail address ${email}.`);
    return user.id;
  }
  if (caller.email === null || caller.simulated) throw forbidden("Tokens are for accounts with an e-mail address.");
  return caller.userId;
}
