import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { DbOrTransaction } from "../db.ts";
import { conflict, invalidInput } from "../errors.ts";
import type { User } from "../generated/prisma/client.ts";
import { hashPassword } from "./password.ts";
import { makePseudonym } from "./pseudonym.ts";

export const MIN_PASSWORD_LENGTH = 10;

export const CreateUserInput = z.object({
  email: z.email().max(200).toLowerCase().optional(),
  password: z.string().min(MIN_PASSWORD_LENGTH).max(200).optional(),
  pseudonym: z.string().regex(/^[a-z0-9][a-z0-9-]{2,63}$/).optional(),
  simulated: z.boolean().default(false),
});
export type CreateUserInput = z.input<typeof CreateUserInput>;

/** Makes an account. Throws `invalid_input`, or `email_taken`. */
export async function createUser(db: DbOrTransaction, input: CreateUserInput): Promise<User> {
  const parsed = CreateUserInput.safeParse(input);
  if (!parsed.success) throw invalidInput("The account could not be made: check e-mail address and password.", z.flattenError(parsed.error).fieldErrors);
  const { email, password, pseudonym, simulated } = parsed.data;
  if (email && (await db.user.findUnique({ where: { email } }))) throw conflict("email_taken", "There is an account with this e-mail address.");
  return db.user.create({
    data: { id: randomUUID(), email, pseudonym: pseudonym ?? makePseudonym(), simulated, passwordHash: password ? await hashPassword(password) : null },
  });
}
