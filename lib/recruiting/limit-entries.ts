import { createHash } from "node:crypto";
import { getDb } from "../db.ts";
import { JuxtaError } from "../errors.ts";

const WINDOW_MINUTES = 15;
const PER_PARTICIPANT = 30;
const PER_ADDRESS = 600;

/** Notes an entry and refuses too many: one participant's, or all from one network address (panels share some). Throws `too_many_attempts`. */
export async function limitEntries(token: string, participantId: string, address: string): Promise<void> {
  const hash = (value: string) => createHash("sha256").update(value).digest("hex");
  const limits = [
    { subject: hash(`study-participant:${token}:${participantId}`), most: PER_PARTICIPANT },
    { subject: hash(`study-address:${address}`), most: PER_ADDRESS },
  ];
  const since = new Date(Date.now() - WINDOW_MINUTES * 60_000);
  for (const { subject, most } of limits) {
    if ((await getDb().signInAttempt.count({ where: { subject, at: { gte: since } } })) >= most) {
      throw new JuxtaError("too_many_attempts", `Too many attempts. Wait ${WINDOW_MINUTES} minutes and try again.`, { status: 429 });
    }
  }
  await getDb().signInAttempt.createMany({ data: limits.map(({ subject }) => ({ subject, succeeded: true })) });
}
