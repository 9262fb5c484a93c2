import { z } from "zod";
import { type Actor, admit } from "../auth/actor.ts";
import { applyRulesAfterAnswer } from "../annotator/apply-rules.ts";
import { reorderAfterAnswer } from "../comparison/order-by-information.ts";
import { settleUnits } from "../consensus/settle-units.ts";
import { getDb, Prisma, type Transaction } from "../db.ts";
import { conflict, invalidInput, notFound } from "../errors.ts";
import { log } from "../log.ts";
import { readAnswer } from "./answer/read-answer.ts";
import { JUDGING_ROLES } from "./claim-units.ts";
import { estimateAccuracy } from "./estimate-accuracy.ts";
import { hashPayload } from "./hash-payload.ts";
import { type LeaseRecord, lockLease, readLease, type StoredJudgment } from "./read-lease.ts";
import { type ParsedJudgment, SubmitJudgmentInput } from "./schemas.ts";
import { writeJudgment } from "./write-judgment.ts";

export type StoredAnswer = { id: string; counted: boolean; submittedAt: Date };

export function parseJudgment(input: unknown): ParsedJudgment {
  const parsed = SubmitJudgmentInput.safeParse(input);
  if (!parsed.success) throw invalidInput("The answer was not stored: its form is wrong.", z.flattenError(parsed.error).fieldErrors);
  return parsed.data;
}

function answerRepeat(stored: StoredJudgment, actor: Actor, payloadHash: string): StoredAnswer {
  if (stored.annotatorId !== actor.userId) throw conflict("idempotency_mismatch", "This answer's key belongs to another answer.");
  if (stored.payloadHash !== payloadHash) throw conflict("idempotency_mismatch", "An answer with this key is stored with other content. It was not changed.");
  return { id: stored.id, counted: stored.counted, submittedAt: stored.submittedAt };
}

/** Throws where this lease cannot be answered, or not any more. */
function requireAnswerable(lease: LeaseRecord, partnerId: string | null): void {
  if (partnerId === null && lease.isJudgedTogether) throw conflict("judged_together", "You are judging this comparison together with somebody. Answer it there, or go on alone first.");
  if (lease.isReleased) throw conflict("lease_released", "You gave this comparison back; it cannot be answered any more.");
  if (lease.isJudged) throw conflict("already_judged", "You have judged this comparison already. The first answer stays.");
}

type Stored = StoredAnswer & { lease: LeaseRecord | null };

/**
 * Stores an answer inside the caller's transaction. `partnerId` is a second name for the same judgment. Who answers alone
 * what is being judged together is refused. `lease` is null where the answer was stored before.
 */
export async function storeJudgment(tx: Transaction, actor: Actor, input: ParsedJudgment, payloadHash: string, partnerId: string | null = null): Promise<Stored> {
  await lockLease(tx, input.leaseId, [actor.userId, partnerId ?? actor.userId]);
  const lease = await readLease(tx, input.leaseId, input.id);
  const stored = lease ? lease.stored : await tx.judgment.findUnique({ where: { id: input.id } });
  if (stored) return { ...answerRepeat(stored, actor, payloadHash), lease: null };
  if (!lease || lease.annotatorId !== actor.userId) throw notFound("This comparison was not handed to you.");
  admit(lease.member, JUDGING_ROLES);
  const { verdicts, parts } = readAnswer(lease.context, input);
  requireAnswerable(lease, partnerId);
  const accuracy = await estimateAccuracy(tx, lease.project, lease.annotatorId);
  const { counted, submittedAt } = await writeJudgment(tx, actor, lease, { input, payloadHash, partnerId, accuracy, verdicts, parts });
  if (counted) await settleUnits(tx, lease.project.id, [lease.unitId]);
  return { id: input.id, counted, submittedAt, lease };
}

/** The answer is stored whatever becomes of the rules, or of the order in which others come. */
async function lookAtFigures({ project, itemId }: LeaseRecord, actor: Actor): Promise<void> {
  try {
    await reorderAfterAnswer(project, itemId);
    await applyRulesAfterAnswer(project, actor.userId);
  } catch (error) {
    log.error({ err: error }, "after an answer");
  }
}

/** Of a statement that is written out, the library reports it inside a more general error. */
function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && (error.code === "P2002" || (error.code === "P2010" && error.message.includes("23505")));
}

/**
 * Stores an answer once. The same id with the same content gives the stored answer again; other content is refused
 * (`idempotency_mismatch`). An answer whose slot went to somebody else is kept with `counted` false.
 * Acknowledged only after commit. Throws `invalid_input`, `not_found`, `forbidden`, `already_judged`, `lease_released`, `judged_together`.
 */
export async function submitJudgment(actor: Actor, input: unknown): Promise<StoredAnswer> {
  const parsed = parseJudgment(input);
  const payloadHash = hashPayload(parsed);
  const attempt = () => getDb().$transaction((tx) => storeJudgment(tx, actor, parsed, payloadHash));
  const { lease, ...stored } = await attempt().catch((error: unknown) => {
    // The same answer arrived twice at once: the other one is stored by now, and this one repeats it.
    if (!isUniqueViolation(error)) throw error;
    return attempt();
  });
  if (lease) await lookAtFigures(lease, actor);
  return stored;
}
