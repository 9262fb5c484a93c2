import { recordAudit } from "../audit/record-audit.ts";
import type { Caller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { csvCell } from "../figure-table/csv-cell.ts";
import { findStudy } from "./find-study.ts";
import { listParticipants } from "./list-participants.ts";
import { suggestApproval } from "./suggest-approval.ts";

const MS_PER_MINUTE = 60_000;
const COLUMNS = ["participant_id", "session_id", "pseudonym", "state", "judgments", "wanted", "minutes", "judging_minutes", "median_seconds", "suggestion", "reason"];

const minutes = (ms: number) => Math.round(ms / MS_PER_MINUTE * 10) / 10;

/** One line a participant with a suggestion whether to approve; UTF-8, CRLF. It holds panels' ids: owners only, and audited. */
export async function participantsCsv(caller: Caller, projectId: string, studyId: string): Promise<string> {
  const study = await findStudy(getDb(), caller, projectId, studyId);
  const { rows } = await listParticipants(caller, projectId, studyId);
  await recordAudit(getDb(), { caller, projectId, action: "participants_exported", subject: studyId, detail: { count: rows.length } });
  const lines = rows.map((row) => {
    const { suggestion, reason } = suggestApproval(row, study.judgmentsPerParticipant);
    const elapsed = row.endedAt ? minutes(row.endedAt.getTime() - row.startedAt.getTime()) : null;
    const median = row.medianDurationMs === null ? null : Math.round(row.medianDurationMs / 100) / 10;
    return [row.participantId, row.sessionId, row.pseudonym, row.state, row.judgmentCount, study.judgmentsPerParticipant, elapsed, minutes(row.judgingMs), median, suggestion, reason];
  });
  return [COLUMNS, ...lines].map((line) => `${line.map(csvCell).join(",")}\r\n`).join("");
}
