import { createHmac } from "node:crypto";
import { type Actor, admit } from "../auth/actor.ts";
import { getDb, type Transaction } from "../db.ts";
import { getEnv } from "../env.ts";
import type { HandOutPurpose, MemberRole } from "../generated/prisma/client.ts";
import { completeParticipation, readAllowance } from "../recruiting/finish-participation.ts";
import { requireQuiz } from "../quiz/require-quiz.ts";
import { choosePurposes, type HandOutHistory, historyLength } from "./choose-purpose.ts";
import { findLiveLeases, handOut, type Lease } from "./hand-out.ts";
import { countLeft, hasOpenSlots } from "./open-slots.ts";
import { type Claimant, type JudgedProject, readClaimant } from "./read-claimant.ts";

/** Everybody in a project may judge; what they see is the same for all of them. */
export const JUDGING_ROLES: MemberRole[] = ["ANNOTATOR", "REVIEWER", "OWNER"];

const TRIES = 4;
const JITTER_MS = 25;

/** Why there is nothing more: no open slot for this person, or the project's limit for one person is reached. */
export type Ending = "no_work" | "limit_reached";
export type Claimed = { project: JudgedProject; leases: Lease[]; ending: Ending | null };

/** Caps that everybody shares hold exactly because claims under them come one after the other. */
export async function lockCaps(tx: Transaction, { id, judgmentsPerItem, judgmentsInAll }: JudgedProject): Promise<void> {
  if (judgmentsPerItem !== null || judgmentsInAll !== null) await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${id}, 5))`;
}

async function readHistory(tx: Transaction, project: JudgedProject, userId: string): Promise<HandOutHistory> {
  const where = { annotatorId: userId, unit: { projectId: project.id } };
  const recent = await tx.handedOut.findMany({ where, select: { purpose: true }, orderBy: { at: "desc" }, take: historyLength(project) });
  return { total: await tx.handedOut.count({ where }), recent: recent.map((row) => row.purpose) };
}

/** Gold and repeats come between other work, never after it. */
async function choosePurposesFor(tx: Transaction, project: JudgedProject, userId: string): Promise<HandOutPurpose[]> {
  if (historyLength(project) === 0) return ["SLOT"];
  const seed = createHmac("sha256", getEnv().JUXTA_SECRET).update(`hand-out ${project.id} ${userId}`).digest("hex");
  const purposes = choosePurposes(await readHistory(tx, project, userId), project, seed);
  return purposes.length === 1 || (await hasOpenSlots(tx, project, userId)) ? purposes : ["SLOT"];
}

/** How many more units the project's limits and that of the person's study (`ofStudy`) let them have beside the `live` ones. */
export async function countAllowed(tx: Transaction, project: JudgedProject, userId: string, live: number, ofStudy: number): Promise<number> {
  const ofAll = Math.min(ofStudy, await countLeft(tx, project));
  if (project.judgmentsPerPerson === null) return ofAll;
  const ofProject = project.judgmentsPerPerson - live - (await tx.judgment.count({ where: { annotatorId: userId, unit: { projectId: project.id } } }));
  return Math.min(ofProject, ofAll);
}

async function claimUpTo({ project, form, hasParticipation }: Claimant, actor: Actor, wanted: number): Promise<{ leases: Lease[]; ending: Ending | null }> {
  return getDb().$transaction(async (tx) => {
    // One claim at a time a person: two tabs share their leases instead of taking twice as many.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${actor.userId}, 1))`;
    await lockCaps(tx, project);
    const live = await findLiveLeases(tx, project.id, actor.userId);
    const study = hasParticipation ? await readAllowance(tx, project.id, actor.userId, live.length) : null;
    if (study && !study.isOpen) return { leases: [], ending: "limit_reached" };
    const leases = live.slice(0, wanted);
    const allowed = leases.length < wanted ? await countAllowed(tx, project, actor.userId, live.length, study?.left ?? Infinity) : 0;
    if (leases.length === 0 && allowed <= 0) {
      await completeParticipation(tx, actor, project.id, "limit_reached");
      return { leases, ending: "limit_reached" };
    }
    for (const most = Math.min(wanted, leases.length + allowed); leases.length < most; ) {
      const lease = await handOut(tx, { project, userId: actor.userId, formId: form.id }, await choosePurposesFor(tx, project, actor.userId));
      if (!lease) break;
      leases.push(lease);
    }
    return { leases, ending: leases.length === 0 ? "no_work" : null };
  });
}

/**
 * Leases of up to `wanted` units: first those the person holds already, then new ones. An empty list means that there
 * is no work left for this person; rows locked by others are waited for with jitter before saying so.
 * Throws `not_found`, `forbidden`, or `quiz_required`.
 */
export async function claimLeases(actor: Actor, slug: string, wanted: number): Promise<Claimed> {
  return claimFor(await readClaimant(getDb(), actor, slug), actor, wanted);
}

/** As `claimLeases`, for somebody whose place in the project was just read. */
export async function claimFor(claimant: Claimant, actor: Actor, wanted: number): Promise<Claimed> {
  const { project } = claimant;
  await requireQuiz(getDb(), project, admit(claimant.member, JUDGING_ROLES));
  for (let attempt = 1; ; attempt += 1) {
    const claimed = await claimUpTo(claimant, actor, wanted);
    if (claimed.ending !== "no_work") return { project, ...claimed };
    if (!(await hasOpenSlots(getDb(), project, actor.userId))) {
      await getDb().$transaction((tx) => completeParticipation(tx, actor, project.id, "no_work"));
      return { project, ...claimed };
    }
    if (attempt === TRIES) return { project, ...claimed };
    await new Promise((resolve) => setTimeout(resolve, JITTER_MS * attempt * (0.5 + Math.random())));
  }
}
