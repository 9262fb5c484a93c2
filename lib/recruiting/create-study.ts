import { randomBytes, randomUUID } from "node:crypto";
import { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { type Caller, requireCaller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { conflict, invalidInput } from "../errors.ts";
import type { Study } from "../generated/prisma/client.ts";
import { CreateStudyInput } from "./schemas.ts";

const TOKEN_BYTES = 15;

/** Makes a study, open at once unless it opens later. Throws `invalid_input`, `forbidden`, `study_name_taken`. */
export async function createStudy(caller: Caller, projectId: string, input: unknown): Promise<Study> {
  const parsed = CreateStudyInput.safeParse(input);
  if (!parsed.success) throw invalidInput("The study was not made: check the marked fields.", z.flattenError(parsed.error).fieldErrors);
  return getDb().$transaction(async (tx) => {
    await requireCaller(tx, caller, projectId, ["OWNER"]);
    // Two forms sent at once wait for one another, so that the second is told that the name is taken.
    await tx.$executeRaw`SELECT 1 FROM project WHERE id = ${projectId}::uuid FOR NO KEY UPDATE`;
    if (await tx.study.findUnique({ where: { projectId_name: { projectId, name: parsed.data.name } } })) throw conflict("study_name_taken", "There is a study of this name.", { name: ["There is a study of this name."] });
    const study = await tx.study.create({ data: { id: randomUUID(), projectId, token: randomBytes(TOKEN_BYTES).toString("base64url"), ...parsed.data } });
    const { provider, judgmentsPerParticipant, participantLimit } = study;
    await recordAudit(tx, { caller, projectId, action: "study_created", subject: study.id, detail: { provider, judgmentsPerParticipant, participantLimit } });
    return study;
  });
}
