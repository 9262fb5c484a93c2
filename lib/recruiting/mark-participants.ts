import { z } from "zod";
import type { Caller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { invalidInput } from "../errors.ts";
import { endParticipation } from "./end-participation.ts";
import { findStudy } from "./find-study.ts";
import { MarkParticipantsInput } from "./schemas.ts";

const REASON = "marked by the owner";

/** How many were ended now, how many had ended before, and which ids nobody in the study has. */
export type Marked = { endedCount: number; unchangedCount: number; unknownIds: string[] };

/**
 * Marks participants whom the panel lists as returned or timed out; their slots and places are free at once. `ids` are
 * participant, session or participation ids. Completed ones stay completed. Safe to repeat. Throws `invalid_input`, `not_found`, `forbidden`.
 */
export async function markParticipants(caller: Caller, projectId: string, studyId: string, input: unknown): Promise<Marked> {
  const parsed = MarkParticipantsInput.safeParse(input);
  if (!parsed.success || parsed.data.ids.length === 0) throw invalidInput("Nothing was marked: paste at least one id.", { ids: ["Paste at least one id."] });
  const { state, ids } = parsed.data;
  return getDb().$transaction(
    async (tx) => {
      await findStudy(tx, caller, projectId, studyId);
      const own = z.uuid();
      const parts = await tx.participation.findMany({
        where: { studyId, OR: [{ participantId: { in: ids } }, { sessionId: { in: ids } }, { id: { in: ids.filter((id) => own.safeParse(id).success) } }] },
        orderBy: { id: "asc" },
      });
      let endedCount = 0;
      for (const part of parts) if (await endParticipation(tx, part, { caller, projectId, state, reason: REASON })) endedCount += 1;
      const known = new Set(parts.flatMap((part) => [part.participantId, part.sessionId, part.id]));
      return { endedCount, unchangedCount: parts.length - endedCount, unknownIds: ids.filter((id) => !known.has(id)) };
    },
    { timeout: 60_000 },
  );
}
