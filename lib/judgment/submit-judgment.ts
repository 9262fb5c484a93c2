import { createHash } from "node:crypto";
import { z } from "zod";
import { type Actor, requireMember } from "../auth/actor.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { getDb, type Transaction } from "../db.ts";
import { conflict, invalidInput, notFound } from "../errors.ts";
import type { Judgment, Project, VerdictValue } from "../generated/prisma/client.ts";
import { JUDGING_ROLES } from "./claim-comparison.ts";
import { type SideVerdict, SubmitJudgmentInput } from "./schemas.ts";

type ParsedInput = z.output<typeof SubmitJudgmentInput>;
export type StoredAnswer = { id: string; counted: boolean; submittedAt: Date };

function parseInput(input: unknown): ParsedInput {
  const parsed = SubmitJudgmentInput.safeParse(input);
  if (!parsed.success) throw invalidInput("The answer was not stored: its form is wrong.", z.flattenError(parsed.error).fieldErrors);
  return parsed.data;
}

/** Hash of what was answered, without when it was sent: the same answer sent again gives the same value. */
function hashPayload({ leaseId, verdicts, durationMs, note }: ParsedInput): string {
  const sorted = Object.entries(verdicts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([dimension, { value, strength }]) => [dimension, value, strength ?? null]);
  return createHash("sha256").update(JSON.stringify([leaseId, sorted, durationMs, note])).digest("hex");
}

function requireEveryDimension(project: Project, verdicts: ParsedInput["verdicts"]): void {
  const missing = project.dimensions.filter((dimension) => !verdicts[dimension]);
  const unknown = Object.keys(verdicts).filter((name) => !project.dimensions.some((dimension) => dimension === name));
  if (missing.length + unknown.length > 0) throw invalidInput("The answer was not stored: it must answer exactly the project's questions.", { missing, unknown });
}

/** Sides become candidates here, by the side that was recorded at hand-out. */
function toVerdictValue(value: SideVerdict["value"], leftIsA: boolean): VerdictValue {
  if (value === "tie") return "TIE";
  if (value === "both_bad") return "BOTH_BAD";
  if (value === "skip") return "SKIP";
  return (value === "left") === leftIsA ? "A" : "B";
}

function toAnswer({ id, counted, submittedAt }: Judgment): StoredAnswer {
  return { id, counted, submittedAt };
}

function answerRepeat(stored: Judgment, actor: Actor, payloadHash: string): StoredAnswer {
  if (stored.annotatorId !== actor.userId) throw conflict("idempotency_mismatch", "This answer's key belongs to another answer.");
  if (stored.payloadHash !== payloadHash) throw conflict("idempotency_mismatch", "An answer with this key is stored with other content. It was not changed.");
  return toAnswer(stored);
}

type HandedOutRow = { comparisonId: string; slotNo: number; leftIsA: boolean };

/**
 * Takes the slot if it is still this lease's, or has expired without going to anybody else. False when it is gone: the
 * answer is then kept, but does not count.
 */
async function finishSlot(tx: Transaction, handed: HandedOutRow, leaseId: string): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE slot SET done_at = now() WHERE comparison_id = ${handed.comparisonId}::uuid AND slot_no = ${handed.slotNo} AND lease_id = ${leaseId}::uuid AND done_at IS NULL`;
  return changed === 1;
}

async function store(tx: Transaction, actor: Actor, input: ParsedInput, payloadHash: string): Promise<StoredAnswer> {
  // Answers under one lease come one after the other: whoever is second sees what the first has stored.
  await tx.$queryRaw`SELECT 1 FROM handed_out WHERE lease_id = ${input.leaseId}::uuid FOR UPDATE`;
  const stored = await tx.judgment.findUnique({ where: { id: input.id } });
  if (stored) return answerRepeat(stored, actor, payloadHash);
  const handed = await tx.handedOut.findUnique({ where: { leaseId: input.leaseId }, include: { comparison: { include: { project: true } } } });
  if (!handed || handed.annotatorId !== actor.userId) throw notFound("This comparison was not handed to you.");
  const { project } = handed.comparison;
  await requireMember(tx, actor, project.id, JUDGING_ROLES);
  requireEveryDimension(project, input.verdicts);
  if (handed.releasedAt) throw conflict("lease_released", "You gave this comparison back; it cannot be answered any more.");
  if (await tx.judgment.findUnique({ where: { comparisonId_annotatorId: { comparisonId: handed.comparisonId, annotatorId: actor.userId } } })) {
    throw conflict("already_judged", "You have judged this comparison already. The first answer stays.");
  }
  const counted = await finishSlot(tx, handed, input.leaseId);
  const judgment = await tx.judgment.create({
    data: {
      id: input.id,
      comparisonId: handed.comparisonId,
      annotatorId: actor.userId,
      slotNo: handed.slotNo,
      counted,
      leftIsA: handed.leftIsA,
      payloadHash,
      durationMs: input.durationMs,
      note: input.note,
      guidelineVersion: project.guidelineVersion,
      simulated: actor.simulated,
      verdicts: {
        createMany: {
          data: project.dimensions.map((dimension) => {
            const { value, strength } = input.verdicts[dimension] ?? { value: "skip" as const };
            return { dimension, value: toVerdictValue(value, handed.leftIsA), strength };
          }),
        },
      },
    },
  });
  await recordAudit(tx, { caller: actor, projectId: project.id, action: "judgment_submitted", subject: judgment.id, detail: { counted } });
  return toAnswer(judgment);
}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "P2002";
}

/**
 * Stores an answer once. The same id with the same content gives the stored answer again; other content is refused
 * (`idempotency_mismatch`). An answer whose slot went to somebody else is kept with `counted` false.
 * Acknowledged only after commit. Throws `invalid_input`, `not_found`, `forbidden`, `already_judged`, `lease_released`.
 */
export async function submitJudgment(actor: Actor, input: unknown): Promise<StoredAnswer> {
  const parsed = parseInput(input);
  const payloadHash = hashPayload(parsed);
  const attempt = () => getDb().$transaction((tx) => store(tx, actor, parsed, payloadHash));
  try {
    return await attempt();
  } catch (error) {
    // The same answer arrived twice at once: the other one is stored by now, and this one repeats it.
    if (!isUniqueViolation(error)) throw error;
    return attempt();
  }
}
