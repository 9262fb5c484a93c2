import { z } from "zod";
import { type Actor, requireMember } from "../auth/actor.ts";
import { applyRulesAfterAnswer } from "../annotator/apply-rules.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { reorderAfterAnswer } from "../comparison/order-by-information.ts";
import { settleUnits } from "../consensus/settle-units.ts";
import { getDb, type Transaction } from "../db.ts";
import { conflict, invalidInput, notFound } from "../errors.ts";
import type { Judgment } from "../generated/prisma/client.ts";
import { log } from "../log.ts";
import { readAnswer } from "./answer/read-answer.ts";
import { JUDGING_ROLES } from "./claim-units.ts";
import { estimateAccuracy } from "./estimate-accuracy.ts";
import { hashPayload } from "./hash-payload.ts";
import { readAnswerContext } from "./read-unit.ts";
import { type ParsedJudgment, SubmitJudgmentInput } from "./schemas.ts";

export type StoredAnswer = { id: string; counted: boolean; submittedAt: Date };

export function parseJudgment(input: unknown): ParsedJudgment {
  const parsed = SubmitJudgmentInput.safeParse(input);
  if (!parsed.success) throw invalidInput("The answer was not stored: its form is wrong.", z.flattenError(parsed.error).fieldErrors);
  return parsed.data;
}

function toAnswer({ id, counted, submittedAt }: Judgment): StoredAnswer {
  return { id, counted, submittedAt };
}

function answerRepeat(stored: Judgment, actor: Actor, payloadHash: string): StoredAnswer {
  if (stored.annotatorId !== actor.userId) throw conflict("idempotency_mismatch", "This answer's key belongs to another answer.");
  if (stored.payloadHash !== payloadHash) throw conflict("idempotency_mismatch", "An answer with this key is stored with other content. It was not changed.");
  return toAnswer(stored);
}

type HandedOutRow = { unitId: string; slotNo: number | null };

/**
 * Takes the slot if it is still this lease's, or has expired without going to anybody else. False when it is gone, or when
 * there never was one (gold, repeats): the answer is then kept, but does not count.
 */
async function finishSlot(tx: Transaction, handed: HandedOutRow, leaseId: string): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE slot SET done_at = now() WHERE unit_id = ${handed.unitId}::uuid AND slot_no = ${handed.slotNo} AND lease_id = ${leaseId}::uuid AND done_at IS NULL`;
  return changed === 1;
}

/**
 * Stores an answer inside the caller's transaction. `partnerId` is a second name for the same judgment. Who answers alone
 * what is being judged together is refused.
 */
export async function storeJudgment(tx: Transaction, actor: Actor, input: ParsedJudgment, payloadHash: string, partnerId: string | null = null): Promise<StoredAnswer> {
  // Answers under one lease come one after the other: whoever is second sees what the first has stored.
  await tx.$queryRaw`SELECT 1 FROM handed_out WHERE lease_id = ${input.leaseId}::uuid FOR UPDATE`;
  const stored = await tx.judgment.findUnique({ where: { id: input.id } });
  if (stored) return answerRepeat(stored, actor, payloadHash);
  const handed = await tx.handedOut.findUnique({ where: { leaseId: input.leaseId }, include: { form: true, unit: { include: { project: true } } } });
  if (!handed || handed.annotatorId !== actor.userId) throw notFound("This comparison was not handed to you.");
  const { project } = handed.unit;
  const { unitId, annotatorId, purpose, slotNo, shown, formId } = handed;
  // Whoever excludes this person waits for this answer, and leaves it out of the consensus too.
  await tx.$queryRaw`SELECT 1 FROM member WHERE project_id = ${project.id}::uuid AND user_id IN (${actor.userId}::uuid, ${partnerId ?? actor.userId}::uuid) ORDER BY user_id FOR SHARE`;
  await requireMember(tx, actor, project.id, JUDGING_ROLES);
  const { verdicts, parts } = readAnswer(await readAnswerContext(tx, project, handed), input);
  if (partnerId === null && (await tx.jointRound.findFirst({ where: { leaseId: input.leaseId, closedAt: null } }))) {
    throw conflict("judged_together", "You are judging this comparison together with somebody. Answer it there, or go on alone first.");
  }
  if (handed.releasedAt) throw conflict("lease_released", "You gave this comparison back; it cannot be answered any more.");
  if (await tx.judgment.findUnique({ where: { unitId_annotatorId_purpose: { unitId, annotatorId, purpose } } })) {
    throw conflict("already_judged", "You have judged this comparison already. The first answer stays.");
  }
  const counted = await finishSlot(tx, handed, input.leaseId);
  const { id, durationMs, note } = input;
  const accuracy = await estimateAccuracy(tx, project, annotatorId);
  const given = { accuracy, durationMs, note, guidelineVersion: project.guidelineVersion, simulated: actor.simulated };
  const judgment = await tx.judgment.create({
    data: { id, unitId, annotatorId, partnerId, purpose, slotNo, counted, shown, formId, answer: parts, payloadHash, ...given },
  });
  await tx.verdict.createMany({ data: verdicts.map((verdict) => ({ ...verdict, judgmentId: id })) });
  if (counted) await settleUnits(tx, project.id, [unitId]);
  await recordAudit(tx, { caller: actor, projectId: project.id, action: "judgment_submitted", subject: judgment.id, detail: { counted, ...(partnerId ? { partnerId } : {}) } });
  return toAnswer(judgment);
}

/** The answer is stored whatever becomes of the rules, or of the order in which others come. */
async function lookAtFigures(leaseId: string, actor: Actor): Promise<void> {
  try {
    const { unit } = await getDb().handedOut.findUniqueOrThrow({ where: { leaseId }, select: { unit: { select: { project: true, itemId: true } } } });
    await reorderAfterAnswer(unit.project, unit.itemId);
    await applyRulesAfterAnswer(unit.project, actor.userId);
  } catch (error) {
    log.error({ err: error }, "after an answer");
  }
}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "P2002";
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
  const stored = await attempt().catch((error: unknown) => {
    // The same answer arrived twice at once: the other one is stored by now, and this one repeats it.
    if (!isUniqueViolation(error)) throw error;
    return attempt();
  });
  await lookAtFigures(parsed.leaseId, actor);
  return stored;
}
