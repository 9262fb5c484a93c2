import type { Actor } from "../auth/actor.ts";
import { getDb, type Prisma } from "../db.ts";
import { notFound } from "../errors.ts";
import { type FormDefinition, readForm } from "../form/index.ts";
import { getProject } from "../project/get-project.ts";
import { toAnswerParts, toSideVerdict } from "./answer/show-answer.ts";
import { JUDGING_ROLES } from "./claim-units.ts";
import { type JudgingView, showUnit } from "./judging-view.ts";
import type { AnswerParts, SideVerdict, StoredParts } from "./schemas.ts";

/** An answer as its author gave it, by side of the screen, with what was shown. Nothing says why it was shown or whether it counted. */
export type OwnJudgment = {
  id: string;
  view: JudgingView;
  form: FormDefinition;
  verdicts: Record<string, SideVerdict>;
  parts: AnswerParts;
  note: string;
  submittedAt: Date;
  /** Null once it can no longer be changed. */
  changeableUntil: Date | null;
};

const SHOWN = { form: true, verdicts: { include: { comparison: { select: { candidateAId: true } } } } } satisfies Prisma.JudgmentInclude;
type Loaded = Prisma.JudgmentGetPayload<{ include: typeof SHOWN }>;

async function show(actor: Actor, judgment: Loaded, changeWindowSeconds: number): Promise<OwnJudgment> {
  const { id, unitId, shown, note, submittedAt } = judgment;
  const form = readForm(judgment.form);
  const until = new Date(submittedAt.getTime() + changeWindowSeconds * 1_000);
  const asksPairs = form.definition.blocks.some((block) => block.kind === "pair");
  return {
    id,
    view: await showUnit(actor, { leaseId: id, unitId, shown }, form.version),
    form: form.definition,
    verdicts: asksPairs ? Object.fromEntries(judgment.verdicts.map((verdict) => [verdict.dimension, toSideVerdict(verdict, shown)])) : {},
    parts: toAnswerParts(judgment.answer as StoredParts, shown),
    note,
    submittedAt,
    changeableUntil: until > new Date() && !judgment.partnerId ? until : null,
  };
}

/** A person's own answers in a project, latest first; pages count from 1. Throws `not_found` or `forbidden`. */
export async function listOwnJudgments(actor: Actor, slug: string, input: { page: number; pageSize: number }): Promise<{ rows: OwnJudgment[]; total: number }> {
  const project = await getProject(actor, slug, JUDGING_ROLES);
  const where = { annotatorId: actor.userId, unit: { projectId: project.id } };
  const [judgments, total] = await Promise.all([
    getDb().judgment.findMany({ where, include: SHOWN, orderBy: [{ submittedAt: "desc" }, { id: "asc" }], skip: (input.page - 1) * input.pageSize, take: input.pageSize }),
    getDb().judgment.count({ where }),
  ]);
  return { rows: await Promise.all(judgments.map((judgment) => show(actor, judgment, project.changeWindowSeconds))), total };
}

/** One own answer. Throws `not_found` for anybody else's. */
export async function getOwnJudgment(actor: Actor, slug: string, judgmentId: string): Promise<OwnJudgment> {
  const project = await getProject(actor, slug, JUDGING_ROLES);
  const judgment = await getDb().judgment.findFirst({ where: { id: judgmentId, annotatorId: actor.userId, unit: { projectId: project.id } }, include: SHOWN });
  if (!judgment) throw notFound("You have given no such answer.");
  return show(actor, judgment, project.changeWindowSeconds);
}
