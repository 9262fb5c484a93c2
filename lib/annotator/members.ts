import { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { settleManyUnits } from "../consensus/settle-units.ts";
import { getDb, LONG, type Transaction } from "../db.ts";
import { forbidden, invalidInput, notFound } from "../errors.ts";
import type { MemberRole, MemberState } from "../generated/prisma/client.ts";

export type ListedMember = {
  userId: string;
  pseudonym: string;
  email: string | null;
  simulated: boolean;
  role: MemberRole;
  state: MemberState;
  stateReason: string | null;
  /** Empty: any. */
  languages: string[];
  qualifications: string[];
  joinedAt: Date;
  judgmentCount: number;
  /** Median milliseconds from pictures shown to answer sent; null without judgments. */
  medianDurationMs: number | null;
  /** Of the A or B answers, how many chose the left side; and of how many. */
  leftCount: number;
  decisiveCount: number;
  lastJudgmentAt: Date | null;
};

type Row = {
  user_id: string;
  pseudonym: string;
  email: string | null;
  simulated: boolean;
  role: MemberRole;
  state: MemberState;
  state_reason: string | null;
  languages: string[];
  qualifications: string[];
  created_at: Date;
  judgments: bigint | null;
  median_ms: number | null;
  lefts: bigint | null;
  decisive: bigint | null;
  last_at: Date | null;
};

/** The people of a project with what can be seen of their work, the busiest first. */
export async function listMembers(caller: Caller, projectId: string): Promise<ListedMember[]> {
  await requireCaller(getDb(), caller, projectId, MANAGING_ROLES);
  const rows = await getDb().$queryRaw<Row[]>`
    WITH work AS (
      SELECT j.annotator_id, count(*) AS judgments, max(j.submitted_at) AS last_at,
             percentile_cont(0.5) WITHIN GROUP (ORDER BY j.duration_ms) AS median_ms
      FROM judgment j JOIN unit u ON u.id = j.unit_id WHERE u.project_id = ${projectId}::uuid GROUP BY 1),
    sides AS (
      SELECT j.annotator_id, count(*) AS decisive, count(*) FILTER (WHERE (v.value = 'A') = (j.shown[1] = c.candidate_a_id)) AS lefts
      FROM judgment j JOIN comparison c ON c.id = j.unit_id JOIN verdict v ON v.judgment_id = j.id
      WHERE c.project_id = ${projectId}::uuid AND v.value IN ('A', 'B') GROUP BY 1)
    SELECT m.user_id, u.pseudonym, u.email, u.simulated, m.role, m.state, m.state_reason, m.languages, m.qualifications, m.created_at, work.judgments, work.median_ms, sides.lefts, sides.decisive, work.last_at
    FROM member m JOIN app_user u ON u.id = m.user_id LEFT JOIN work ON work.annotator_id = m.user_id LEFT JOIN sides ON sides.annotator_id = m.user_id
    WHERE m.project_id = ${projectId}::uuid ORDER BY work.judgments DESC NULLS LAST, u.pseudonym`;
  return rows.map((row) => ({
    userId: row.user_id,
    pseudonym: row.pseudonym,
    email: row.email,
    simulated: row.simulated,
    role: row.role,
    state: row.state,
    stateReason: row.state_reason,
    languages: row.languages,
    qualifications: row.qualifications,
    joinedAt: row.created_at,
    judgmentCount: Number(row.judgments ?? 0),
    medianDurationMs: row.median_ms,
    leftCount: Number(row.lefts ?? 0),
    decisiveCount: Number(row.decisive ?? 0),
    lastJudgmentAt: row.last_at,
  }));
}

export const SetMemberStateInput = z.object({ userId: z.uuid(), state: z.enum(["ACTIVE", "PAUSED", "EXCLUDED"]), reason: z.string().trim().min(3, "Say why, in a few words.").max(500) });
export type SetMemberStateInput = z.input<typeof SetMemberStateInput>;

/**
 * Sets a member's state; open leases of whoever may not judge go to others. Whoever is excluded leaves the consensus, and new
 * slots ask others for what is missing. Joins the caller's transaction and does not authorise. False when there is no such member.
 */
export async function changeState(tx: Transaction, projectId: string, { userId, state, reason }: z.output<typeof SetMemberStateInput>): Promise<boolean> {
  await tx.$queryRaw`SELECT 1 FROM member WHERE project_id = ${projectId}::uuid AND user_id = ${userId}::uuid FOR UPDATE`;
  const before = await tx.member.findUnique({ where: { projectId_userId: { projectId, userId } }, select: { state: true } });
  const { count } = await tx.member.updateMany({ where: { projectId, userId }, data: { state, stateReason: reason } });
  if (count > 0 && state !== "ACTIVE") {
    await tx.$executeRaw`
      UPDATE slot SET annotator_id = NULL, lease_id = NULL, lease_expires_at = NULL
      WHERE project_id = ${projectId}::uuid AND annotator_id = ${userId}::uuid AND done_at IS NULL`;
  }
  if (before && (before.state === "EXCLUDED") !== (state === "EXCLUDED")) {
    const judged = await tx.judgment.findMany({ where: { counted: true, unit: { projectId }, OR: [{ annotatorId: userId }, { partnerId: userId }] }, select: { unitId: true } });
    await settleManyUnits(tx, projectId, judged.map((judgment) => judgment.unitId));
  }
  return count > 0;
}

/**
 * Pauses, excludes or reactivates a person, with a reason. Their judgments stay; their open leases are given back, so that
 * the slots go to others. Throws `invalid_input`, `forbidden` (owners cannot exclude themselves), `not_found`.
 */
export async function setMemberState(caller: Caller, projectId: string, input: SetMemberStateInput): Promise<void> {
  const parsed = SetMemberStateInput.safeParse(input);
  if (!parsed.success) throw invalidInput("Nothing was changed: check the marked fields.", z.flattenError(parsed.error).fieldErrors);
  const { userId, state, reason } = parsed.data;
  await getDb().$transaction(async (tx) => {
    await requireCaller(tx, caller, projectId, MANAGING_ROLES);
    if (caller !== "operator" && caller.userId === userId) throw forbidden("You cannot change your own state.");
    if (!(await changeState(tx, projectId, parsed.data))) throw notFound("There is no such member.");
    await recordAudit(tx, { caller, projectId, action: "member_state_changed", subject: userId, detail: { state, reason } });
  }, LONG);
}
