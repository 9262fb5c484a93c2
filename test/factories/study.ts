import { randomBytes } from "node:crypto";
import { type Actor, findActor } from "#lib/auth/index.ts";
import type { Project, Study } from "#lib/generated/prisma/client.ts";
import { createStudy, enterStudy } from "#lib/recruiting/index.ts";

/** An id as Prolific makes them. */
export const panelId = (): string => randomBytes(12).toString("hex");

export function makeStudy(project: Project, input: Record<string, unknown> = {}): Promise<Study> {
  const codes = { completionCode: "DONE123", screenOutCode: "OUT123", noConsentCode: "NO123" };
  return createStudy("operator", project.id, { name: `Study ${panelId()}`, judgmentsPerParticipant: 2, participantLimit: 3, ...codes, ...input });
}

export const prolificParameters = (participant: string, session = panelId()) => ({ PROLIFIC_PID: participant, STUDY_ID: panelId(), SESSION_ID: session });

/** Goes in as a Prolific participant. */
export async function enter(study: Study, participant: string, session?: string): Promise<Actor> {
  const { sessionId } = await enterStudy({ token: study.token, given: prolificParameters(participant, session), address: "test" });
  const actor = await findActor(sessionId);
  if (!actor) throw new Error("The session does not work.");
  return actor;
}
