import { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { getDb } from "../db.ts";
import { invalidInput, notFound } from "../errors.ts";
import { CreateUserInput } from "./create-user.ts";
import { hashPassword } from "./password.ts";

const SetPasswordInput = CreateUserInput.pick({ email: true, password: true }).required();

/** Gives an account another password and ends its sessions; for the operator alone. Throws `invalid_input`, `not_found`. */
export async function setPassword(_caller: "operator", input: { email: string; password: string }): Promise<{ id: string; email: string; pseudonym: string }> {
  const parsed = SetPasswordInput.safeParse(input);
  if (!parsed.success) throw invalidInput("The password could not be set: check e-mail address and password.", z.flattenError(parsed.error).fieldErrors);
  const { email, password } = parsed.data;
  const passwordHash = await hashPassword(password);
  return getDb().$transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { email } });
    if (!user) throw notFound(`There is no account with the e-mail address ${email}.`);
    await tx.user.update({ where: { id: user.id }, data: { passwordHash } });
    await tx.session.updateMany({ where: { userId: user.id, revokedAt: null }, data: { revokedAt: new Date() } });
    await recordAudit(tx, { caller: "operator", projectId: null, action: "password_set", subject: user.id });
    return { id: user.id, email, pseudonym: user.pseudonym };
  });
}
