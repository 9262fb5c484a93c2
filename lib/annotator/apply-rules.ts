import { randomUUID } from "node:crypto";
import { recordAudit } from "../audit/record-audit.ts";
import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { getDb, LONG, type Transaction } from "../db.ts";
import type { MemberState, Project } from "../generated/prisma/client.ts";
import { measureWork } from "./compute-reliability.ts";
import type { Flag } from "./flags.ts";
import { changeState } from "./members.ts";
import { readWork } from "./read-work.ts";
import { QualityRules, type RuleAction } from "./rules.ts";

/** Judgments of a person between two looks at their figures. */
export const LOOK_EVERY = 10;

export type AppliedRule = { userId: string; flag: Flag["flag"]; level: Flag["level"]; action: RuleAction };
type Settings = Pick<Project, "id" | "dimensions" | "qualityRules">;

const STATE_OF: Record<Exclude<RuleAction, "warn">, MemberState> = { pause: "PAUSED", exclude: "EXCLUDED" };
const WORDS: Record<Flag["flag"], string> = { gold: "wrong where the answer is known", repeats: "answers repeats differently", speed: "answers too fast to look", straight_line: "the same side many times in a row", side: "prefers one side of the screen", agreement: "disagrees with the others" };

/** Does once what a rule says; what was done before, or taken back by a reviewer, is not done again. */
async function act(tx: Transaction, project: Settings, userId: string, { flag, level, figures }: Flag, action: RuleAction): Promise<boolean> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`rules ${project.id} ${userId}`}, 3))`;
  const member = await tx.member.findUnique({ where: { projectId_userId: { projectId: project.id, userId } } });
  if (member?.role !== "ANNOTATOR" || member.state === "EXCLUDED" || (member.state === "PAUSED" && action !== "exclude")) return false;
  if (await tx.memberFlag.findFirst({ where: { projectId: project.id, userId, flag, level, action }, select: { id: true } })) return false;
  const id = randomUUID();
  await tx.memberFlag.create({ data: { id, projectId: project.id, userId, flag, level, action, evidence: figures } });
  if (action !== "warn") await changeState(tx, project.id, { userId, state: STATE_OF[action], reason: `By rule: ${WORDS[flag]}.` });
  await recordAudit(tx, { caller: "operator", projectId: project.id, action: "quality_rule_applied", subject: userId, detail: { flagId: id, flag, level, action, evidence: figures } });
  return true;
}

/** The strictest action that the rules ask for a flag; null for none. */
function actionFor(rules: QualityRules, { flag, level }: Flag): RuleAction | null {
  const asked = rules.filter((rule) => rule.flag === flag && (rule.level === "notice" || level === "serious")).map((rule) => rule.action);
  return (["exclude", "pause", "warn"] as const).find((action) => asked.includes(action)) ?? null;
}

async function applyTo(project: Settings, rules: QualityRules, userId: string, flags: readonly Flag[]): Promise<AppliedRule[]> {
  const applied: AppliedRule[] = [];
  for (const flag of flags) {
    const action = actionFor(rules, flag);
    if (action && (await getDb().$transaction((tx) => act(tx, project, userId, flag, action), LONG))) applied.push({ userId, flag: flag.flag, level: flag.level, action });
  }
  return applied;
}

/** Applies a project's rules to everybody now. Repeating it changes nothing. Throws `not_found` or `forbidden`. */
export async function applyQualityRules(caller: Caller, projectId: string): Promise<AppliedRule[]> {
  await requireCaller(getDb(), caller, projectId, MANAGING_ROLES);
  const project = await getDb().project.findUniqueOrThrow({ where: { id: projectId } });
  const rules = QualityRules.parse(project.qualityRules);
  if (rules.length === 0) return [];
  const work = await readWork(projectId);
  const everybody = measureWork(work, project, [...new Set(work.map((judgment) => judgment.annotatorId))]);
  const applied: AppliedRule[] = [];
  for (const { userId, flags } of everybody.values()) applied.push(...(await applyTo(project, rules, userId, flags)));
  return applied;
}

/** After an answer: looks at this person's figures every tenth judgment, where there are rules. It does not authorise. */
export async function applyRulesAfterAnswer(project: Settings, userId: string): Promise<AppliedRule[]> {
  const rules = QualityRules.parse(project.qualityRules);
  if (rules.length === 0) return [];
  const count = await getDb().judgment.count({ where: { annotatorId: userId, unit: { projectId: project.id } } });
  if (count === 0 || count % LOOK_EVERY !== 0) return [];
  const measured = measureWork(await readWork(project.id, userId), project, [userId]).get(userId);
  return applyTo(project, rules, userId, measured?.flags ?? []);
}
