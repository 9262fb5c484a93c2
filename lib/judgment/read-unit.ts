import type { Transaction } from "../db.ts";
import { readForm } from "../form/get-form.ts";
import type { Form, Project } from "../generated/prisma/client.ts";
import type { AnswerContext } from "./answer/context.ts";

type HandedUnit = { unitId: string; shown: string[]; form: Form };

/** What an answer to a handed-out unit is read against: its form, the pictures on the screen and the comparisons between them. */
export async function readAnswerContext(tx: Transaction, project: Project, handed: HandedUnit): Promise<AnswerContext> {
  const candidates = await tx.candidate.findMany({ where: { id: { in: handed.shown } }, select: { id: true, picture: { select: { width: true, height: true } } } });
  const byId = new Map(candidates.map(({ id, picture }) => [id, { id, ...picture }]));
  const pairs = await tx.comparison.findMany({ where: { candidateAId: { in: handed.shown }, candidateBId: { in: handed.shown } } });
  return {
    form: readForm(handed.form).definition,
    dimensions: project.dimensions,
    shown: handed.shown.flatMap((id) => byId.get(id) ?? []),
    pairs: pairs.map(({ id, candidateAId, candidateBId }) => ({ comparisonId: id, candidateAId, candidateBId })),
  };
}
