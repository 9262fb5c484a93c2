import { type Caller, requireCaller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import type { Study } from "../generated/prisma/client.ts";
import { studyPhase } from "./entry-state.ts";
import { findStudy } from "./find-study.ts";
import { PARTICIPATION_STATES, type ParticipationStateName } from "./schemas.ts";
import { timeOutIdle } from "./time-out.ts";

/** `counts`: participants by state; `phase`: whether newcomers are let in now, places apart. */
export type ListedStudy = Study & { phase: "open" | "not_open_yet" | "closed"; counts: Record<ParticipationStateName, number> };

async function withCounts(studies: Study[]): Promise<ListedStudy[]> {
  const groups = await getDb().participation.groupBy({ by: ["studyId", "state"], where: { studyId: { in: studies.map((study) => study.id) } }, _count: true });
  const countOf = (studyId: string, state: ParticipationStateName) => groups.find((group) => group.studyId === studyId && group.state === state)?._count ?? 0;
  return studies.map((study) => {
    const counts = Object.fromEntries(PARTICIPATION_STATES.map((state) => [state, countOf(study.id, state)])) as Record<ParticipationStateName, number>;
    return { ...study, phase: studyPhase(study), counts };
  });
}

/** The studies of a project, newest first; idle participants are timed out on the way. Owners only. */
export async function listStudies(caller: Caller, projectId: string): Promise<ListedStudy[]> {
  await requireCaller(getDb(), caller, projectId, ["OWNER"]);
  const studies = await getDb().study.findMany({ where: { projectId }, orderBy: [{ createdAt: "desc" }, { name: "asc" }] });
  for (const study of studies) await getDb().$transaction((tx) => timeOutIdle(tx, study.id));
  return withCounts(studies);
}

/** One study with its counts. Throws `not_found`, `forbidden`. */
export async function getStudy(caller: Caller, projectId: string, studyId: string): Promise<ListedStudy> {
  const study = await findStudy(getDb(), caller, projectId, studyId);
  await getDb().$transaction((tx) => timeOutIdle(tx, studyId));
  const [listed] = await withCounts([study]);
  return listed ?? { ...study, phase: studyPhase(study), counts: { STARTED: 0, COMPLETED: 0, SCREENED_OUT: 0, RETURNED: 0, TIMED_OUT: 0 } };
}
