import { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import type { Caller } from "../auth/actor.ts";
import { getDb, type Transaction } from "../db.ts";
import { conflict, invalidInput } from "../errors.ts";
import type { Study } from "../generated/prisma/client.ts";
import { countPlaces } from "./entry-state.ts";
import { findStudy } from "./find-study.ts";
import { CreateStudyInput, STUDY_FIELDS } from "./schemas.ts";
import { timeOutIdle } from "./time-out.ts";

/** What people came by or agreed to: it stays once the first one has come. */
export const STUDY_FIXED_FIELDS = ["provider", "participantParameter", "studyParameter", "sessionParameter", "judgmentsPerParticipant"] as const;

const FIXED = "Somebody has come by it already: this stays as it is.";
const TAKEN = "More places than that are taken already.";

type Field = (typeof STUDY_FIELDS)[number];

function readInput(before: Study, input: unknown): Pick<Study, Field> {
  const given = z.record(z.string(), z.unknown()).safeParse(input);
  const changes = Object.entries(given.data ?? {}).filter(([, value]) => value !== undefined);
  const parsed = CreateStudyInput.safeParse({ ...before, ...Object.fromEntries(changes) });
  if (!given.success || !parsed.success) throw invalidInput("The study was not changed: check the marked fields.", parsed.error ? z.flattenError(parsed.error).fieldErrors : {});
  const { studyParameter = null, sessionParameter = null, noConsentCode = null, estimatedMinutes = null, maximumMinutes = null, opensAt = null, closesAt = null, ...rest } = parsed.data;
  return { ...rest, studyParameter, sessionParameter, noConsentCode, estimatedMinutes, maximumMinutes, opensAt, closesAt };
}

const isSame = (one: unknown, other: unknown) => (one instanceof Date && other instanceof Date ? one.getTime() === other.getTime() : one === other);

async function refuseChange(tx: Transaction, before: Study, after: Pick<Study, Field>, changed: Field[]): Promise<void> {
  const fixed = changed.filter((field) => STUDY_FIXED_FIELDS.some((name) => name === field));
  if (fixed.length > 0 && (await tx.participation.count({ where: { studyId: before.id } })) > 0) {
    throw conflict("study_begun", "Somebody has come to the study: its panel, parameters and judgments each stay as they are.", Object.fromEntries(fixed.map((field) => [field, [FIXED]])));
  }
  if (changed.includes("name") && (await tx.study.findUnique({ where: { projectId_name: { projectId: before.projectId, name: after.name } } }))) {
    throw conflict("study_name_taken", "There is a study of this name.", { name: ["There is a study of this name."] });
  }
  if (after.participantLimit >= before.participantLimit) return;
  await timeOutIdle(tx, before.id);
  if ((await countPlaces(tx, before.id)) > after.participantLimit) throw conflict("study_places_taken", TAKEN, { participantLimit: [TAKEN] });
}

/**
 * Changes a study: what is given replaces what is there, by the fields, units and ranges of `CreateStudyInput`; an empty text
 * or null takes an optional field away. Once somebody has come, `STUDY_FIXED_FIELDS` stay as they are, and places cannot
 * become fewer than are taken. Who has completed sees a changed code as well. Safe to repeat. Throws `invalid_input`,
 * `not_found`, `forbidden`, `study_begun`, `study_name_taken`, `study_places_taken`.
 */
export async function updateStudy(caller: Caller, projectId: string, studyId: string, input: unknown): Promise<Study> {
  return getDb().$transaction(
    async (tx) => {
      await findStudy(tx, caller, projectId, studyId);
      // Names are given one at a time, and nobody comes in while places are counted.
      await tx.$executeRaw`SELECT 1 FROM project WHERE id = ${projectId}::uuid FOR NO KEY UPDATE`;
      await tx.$executeRaw`SELECT 1 FROM study WHERE id = ${studyId}::uuid FOR UPDATE`;
      const before = await tx.study.findUniqueOrThrow({ where: { id: studyId } });
      const after = readInput(before, input);
      const changed = STUDY_FIELDS.filter((field) => !isSame(before[field], after[field]));
      if (changed.length === 0) return before;
      await refuseChange(tx, before, after, changed);
      const study = await tx.study.update({ where: { id: studyId }, data: Object.fromEntries(changed.map((field) => [field, after[field]])) });
      const { participantLimit, judgmentsPerParticipant } = study;
      await recordAudit(tx, { caller, projectId, action: "study_updated", subject: studyId, detail: { fields: changed, participantLimit, judgmentsPerParticipant } });
      return study;
    },
    { timeout: 30_000 },
  );
}
