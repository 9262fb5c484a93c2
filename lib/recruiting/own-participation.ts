import type { DbOrTransaction } from "../db.ts";
import type { Participation, Study } from "../generated/prisma/client.ts";
import type { ParticipationStateName } from "./schemas.ts";
import { returnAddress } from "./study-address.ts";

export type WithStudy = Participation & { study: Study };

/** This person's part in a study of the project, the running or else the latest one; null for people from no panel. */
export async function findParticipation(db: DbOrTransaction, projectId: string, userId: string): Promise<WithStudy | null> {
  const rows = await db.participation.findMany({ where: { userId, study: { projectId } }, include: { study: true }, orderBy: { resumedAt: "desc" } });
  return rows.find((row) => row.state === "STARTED") ?? rows[0] ?? null;
}

/** How many judgments were given since the participation began: these count against what the study asks for. */
export async function countGiven(db: DbOrTransaction, { userId, startedAt, study }: WithStudy): Promise<number> {
  return db.judgment.count({ where: { annotatorId: userId, submittedAt: { gte: startedAt }, unit: { projectId: study.projectId } } });
}

/** What a participant sees of their part. `code` and `returnAddress` are null until there is a code for them. */
export type OwnParticipation = { state: ParticipationStateName; provider: "PROLIFIC" | "GENERIC"; code: string | null; returnAddress: string | null };

export function showParticipation({ state, study }: WithStudy): OwnParticipation {
  const code = state === "COMPLETED" ? study.completionCode : state === "SCREENED_OUT" ? study.screenOutCode : null;
  return { state, provider: study.provider, code, returnAddress: code === null ? null : returnAddress(study, code) };
}
