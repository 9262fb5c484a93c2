import { createHash } from "node:crypto";
import { getDb } from "../db.ts";
import { JuxtaError } from "../errors.ts";
import { verifyPassword } from "./password.ts";
import { createSession } from "./session.ts";

const WINDOW_MINUTES = 15;
const ATTEMPTS_PER_ACCOUNT = 8;
const ATTEMPTS_PER_ADDRESS = 40;

function subjectOf(kind: string, value: string): string {
  return createHash("sha256").update(`${kind}:${value}`).digest("hex");
}

async function requireAttemptsLeft(subjects: { subject: string; limit: number }[]): Promise<void> {
  const since = new Date(Date.now() - WINDOW_MINUTES * 60_000);
  for (const { subject, limit } of subjects) {
    const failures = await getDb().signInAttempt.count({ where: { subject, succeeded: false, at: { gte: since } } });
    if (failures >= limit) throw new JuxtaError("too_many_attempts", `Too many attempts. Wait ${WINDOW_MINUTES} minutes and try again.`, { status: 429 });
  }
}

/**
 * Opens a session for an e-mail address and password. `address` is the client's network address, for the limit.
 * Throws `sign_in_failed` without saying which of the two was wrong, or `too_many_attempts`.
 */
export async function signInByPassword(input: { email: string; password: string; address: string }): Promise<{ userId: string; sessionId: string }> {
  const email = input.email.trim().toLowerCase();
  const account = subjectOf("account", email);
  const address = subjectOf("address", input.address);
  await requireAttemptsLeft([{ subject: account, limit: ATTEMPTS_PER_ACCOUNT }, { subject: address, limit: ATTEMPTS_PER_ADDRESS }]);
  const user = await getDb().user.findUnique({ where: { email } });
  const isRight = await verifyPassword(input.password, user?.passwordHash ?? null);
  const succeeded = isRight && user !== null && user.disabledAt === null;
  await getDb().signInAttempt.createMany({ data: [account, address].map((subject) => ({ subject, succeeded })) });
  if (!succeeded) throw new JuxtaError("sign_in_failed", "This e-mail address and password do not belong together.", { status: 401 });
  return { userId: user.id, sessionId: await createSession(user.id) };
}
