import { createHash, randomUUID } from "node:crypto";
import { recordAudit } from "../audit/record-audit.ts";
import { createUser } from "../auth/create-user.ts";
import { createSession } from "../auth/session.ts";
import { getDb, type Transaction } from "../db.ts";
import { invalidInput, JuxtaError } from "../errors.ts";
import type { Study } from "../generated/prisma/client.ts";
import { readEntryState } from "./entry-state.ts";
import { limitEntries } from "./limit-entries.ts";
import { type PanelIds, readParameters } from "./read-parameters.ts";
import { timeOutIdle } from "./time-out.ts";
import { requireStudy } from "./view-study.ts";

const REFUSALS = {
  not_open_yet: "This study has not opened yet.",
  closed: "This study is closed.",
  full: "All places of this study are taken.",
  completed: "You have completed this study.",
  screened_out: "Your part in this study has ended.",
  excluded: "Your part in this project has ended.",
} as const;

/** The same participant in another study of the project stays the same annotator, so that answers stay independent. */
async function findOrMakeAnnotator(tx: Transaction, study: Study, participantId: string): Promise<string> {
  const before = await tx.participation.findFirst({ where: { participantId, study: { projectId: study.projectId, provider: study.provider } } });
  const userId = before?.userId ?? (await createUser(tx, {})).id;
  await tx.member.createMany({ data: [{ projectId: study.projectId, userId, role: "ANNOTATOR" }], skipDuplicates: true });
  const member = await tx.member.findUniqueOrThrow({ where: { projectId_userId: { projectId: study.projectId, userId } } });
  if (member.state !== "ACTIVE") throw new JuxtaError("study_excluded", REFUSALS.excluded, { status: 403 });
  return userId;
}

async function start(tx: Transaction, study: Study, ids: PanelIds): Promise<string> {
  const lockName = createHash("sha256").update(`${study.projectId} ${ids.participantId}`).digest("hex");
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${lockName}, 2))`;
  // Entries to one study come one after the other: places are counted and taken under this lock.
  await tx.$executeRaw`SELECT 1 FROM study WHERE id = ${study.id}::uuid FOR UPDATE`;
  await timeOutIdle(tx, study.id);
  const key = { studyId_participantId: { studyId: study.id, participantId: ids.participantId } };
  const part = await tx.participation.findUnique({ where: key });
  const state = await readEntryState(tx, await tx.study.findUniqueOrThrow({ where: { id: study.id } }), part);
  const now = new Date();
  if (state === "continue" && part) {
    await tx.participation.update({ where: { id: part.id }, data: { activeAt: now, sessionId: ids.sessionId } });
    return part.userId;
  }
  if (state !== "open") throw new JuxtaError(`study_${state}`, state === "continue" ? REFUSALS.full : REFUSALS[state], { status: 409 });
  if (part) {
    await tx.participation.update({ where: { id: part.id }, data: { state: "STARTED", endedAt: null, endReason: null, resumedAt: now, activeAt: now, sessionId: ids.sessionId } });
    await recordAudit(tx, { caller: "operator", projectId: study.projectId, action: "participation_resumed", subject: part.id, detail: { studyId: study.id } });
    return part.userId;
  }
  const userId = await findOrMakeAnnotator(tx, study, ids.participantId);
  const made = await tx.participation.create({ data: { id: randomUUID(), studyId: study.id, userId, ...ids, startedAt: now, resumedAt: now, activeAt: now } });
  await recordAudit(tx, { caller: "operator", projectId: study.projectId, action: "participation_started", subject: made.id, detail: { studyId: study.id } });
  return userId;
}

/**
 * Signs a participant in under their pseudonym: the same participant goes on wherever they come from, a newcomer takes one
 * of the study's places. `address` is the client's network address. Throws `not_found`, `invalid_input`,
 * `too_many_attempts`, or why not as `study_full`, `study_closed`, `study_not_open_yet`, `study_completed`,
 * `study_screened_out`, `study_excluded`.
 */
export async function enterStudy(input: { token: string; given: Record<string, string | undefined>; address: string }): Promise<{ userId: string; sessionId: string; projectSlug: string }> {
  const { project, ...study } = await requireStudy(input.token);
  const { ids, problems } = readParameters(study, input.given);
  if (ids === null) throw invalidInput("The address does not hold what the panel sends.", Object.fromEntries(problems.map(({ parameter, problem }) => [parameter, problem])));
  await limitEntries(study.token, ids.participantId, input.address);
  const userId = await getDb().$transaction((tx) => start(tx, study, ids), { maxWait: 30_000, timeout: 30_000 });
  return { userId, sessionId: await createSession(userId), projectSlug: project.slug };
}
