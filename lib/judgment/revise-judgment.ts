import { z } from "zod";
import { type Actor, requireMember } from "../auth/actor.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { settleUnits } from "../consensus/settle-units.ts";
import { getDb, type Transaction } from "../db.ts";
import { conflict, invalidInput, notFound } from "../errors.ts";
import { readAnswer } from "./answer/read-answer.ts";
import { JUDGING_ROLES } from "./claim-units.ts";
import { hashPayload } from "./hash-payload.ts";
import { readAnswerContext } from "./read-unit.ts";
import { SubmitJudgmentInput } from "./schemas.ts";

/** `id` is the key of the change, `judgmentId` that of the answer that it changes. */
export const ReviseJudgmentInput = SubmitJudgmentInput.omit({ leaseId: true }).extend({ judgmentId: z.uuid() });
export type ReviseJudgmentInput = z.input<typeof ReviseJudgmentInput>;
type Parsed = z.output<typeof ReviseJudgmentInput>;
export type Revised = { id: string; revisionCount: number };

/** Whether this change is stored already. Throws when its key was used for something else. */
async function isStored(tx: Transaction, input: Parsed, payloadHash: string): Promise<boolean> {
  const stored = await tx.judgmentRevision.findUnique({ where: { id: input.id } });
  if (!stored) return false;
  if (stored.judgmentId !== input.judgmentId || stored.payloadHash !== payloadHash) throw conflict("idempotency_mismatch", "A change with this key is stored with other content. It was not changed.");
  return true;
}

async function requireOpenWindow(tx: Transaction, judgmentId: string): Promise<void> {
  const rows = await tx.$queryRaw<{ open: boolean }[]>`
    SELECT j.submitted_at + make_interval(secs => p.change_window_seconds) > now() AS open
    FROM judgment j JOIN unit u ON u.id = j.unit_id JOIN project p ON p.id = u.project_id WHERE j.id = ${judgmentId}::uuid`;
  if (!rows[0]?.open) throw conflict("change_window_over", "The time in which this answer can be changed is over. It stays as it is.");
}

async function revise(tx: Transaction, actor: Actor, input: Parsed): Promise<Revised> {
  const payloadHash = hashPayload({ ...input, leaseId: input.judgmentId });
  await tx.$queryRaw`SELECT 1 FROM judgment WHERE id = ${input.judgmentId}::uuid FOR UPDATE`;
  const judgment = await tx.judgment.findUnique({ where: { id: input.judgmentId }, include: { form: true, verdicts: true, unit: { include: { project: true } } } });
  if (!judgment || judgment.annotatorId !== actor.userId) throw notFound("You have given no such answer.");
  if (await isStored(tx, input, payloadHash)) return { id: judgment.id, revisionCount: judgment.revisionCount };
  const { project } = judgment.unit;
  if (judgment.partnerId) throw conflict("judged_together", "Two people agreed on this answer. One of them cannot change it alone.");
  await requireMember(tx, actor, project.id, JUDGING_ROLES);
  await requireOpenWindow(tx, judgment.id);
  const context = await readAnswerContext(tx, project, judgment);
  const { verdicts, parts } = readAnswer(context, { ...input, leaseId: input.judgmentId });
  const number = judgment.revisionCount + 1;
  const before = { verdicts: judgment.verdicts.map(({ judgmentId: _own, ...verdict }) => verdict), answer: judgment.answer, note: judgment.note };
  await tx.judgmentRevision.create({ data: { id: input.id, judgmentId: judgment.id, number, payloadHash, before } });
  await tx.verdict.deleteMany({ where: { judgmentId: judgment.id } });
  await tx.judgment.update({ where: { id: judgment.id }, data: { answer: parts, note: input.note, revisionCount: number, verdicts: { createMany: { data: verdicts } } } });
  if (judgment.counted) await settleUnits(tx, project.id, [judgment.unitId]);
  await recordAudit(tx, { caller: actor, projectId: project.id, action: "judgment_revised", subject: judgment.id, detail: { number } });
  return { id: judgment.id, revisionCount: number };
}

/**
 * Replaces an own answer while the project's window for changes is open; what it said before is kept. The first duration
 * stays: it measures the judging. The same key with the same content changes nothing again.
 * Throws `invalid_input`, `not_found`, `forbidden`, `change_window_over`, `judged_together`, `idempotency_mismatch`.
 */
export async function reviseJudgment(actor: Actor, input: unknown): Promise<Revised> {
  const parsed = ReviseJudgmentInput.safeParse(input);
  if (!parsed.success) throw invalidInput("The answer was not changed: its form is wrong.", z.flattenError(parsed.error).fieldErrors);
  return getDb().$transaction((tx) => revise(tx, actor, parsed.data));
}
