import { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { getDb, type Transaction } from "../db.ts";
import { invalidInput, notFound } from "../errors.ts";
import type { DimensionName } from "../project/schemas.ts";
import { SetGoldInput } from "./schemas.ts";

type Parsed = z.output<typeof SetGoldInput>;

async function write(tx: Transaction, caller: Caller, projectId: string, gold: Parsed): Promise<void> {
  const { comparisonId, verdicts, explanation, inQuiz } = gold;
  const comparison = await tx.comparison.findFirst({ where: { id: comparisonId, projectId }, select: { project: { select: { dimensions: true } } } });
  if (!comparison) throw notFound("There is no such comparison.");
  const unknown = Object.keys(verdicts).filter((dimension) => !comparison.project.dimensions.some((asked) => asked === dimension));
  if (unknown.length > 0) throw invalidInput("This project does not ask that.", { verdicts: unknown });
  const createdById = caller === "operator" ? null : caller.userId;
  await tx.gold.upsert({ where: { comparisonId }, create: { comparisonId, explanation, inQuiz, createdById }, update: { explanation, inQuiz } });
  await tx.goldVerdict.deleteMany({ where: { comparisonId } });
  await tx.goldVerdict.createMany({ data: Object.entries(verdicts).map(([dimension, value]) => ({ comparisonId, dimension: dimension as DimensionName, value })) });
  await recordAudit(tx, { caller, projectId, action: "gold_set", subject: comparisonId, detail: { verdicts, inQuiz } });
}

/**
 * Makes comparisons gold, or changes the known answers of those that are: their slots are not handed out any more, judgments
 * given in slots stay. All or none. Throws `invalid_input`, `not_found`, `forbidden`.
 */
export async function setGold(caller: Caller, projectId: string, input: SetGoldInput[]): Promise<void> {
  const parsed = z.array(SetGoldInput).min(1).max(1_000).safeParse(input);
  if (!parsed.success) throw invalidInput("Nothing was made gold: give each comparison a known answer.", z.flattenError(parsed.error).fieldErrors);
  await getDb().$transaction(async (tx) => {
    await requireCaller(tx, caller, projectId, MANAGING_ROLES);
    for (const gold of parsed.data) await write(tx, caller, projectId, gold);
  });
}
