import { createHash, randomUUID } from "node:crypto";
import { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { getDb, Prisma } from "../db.ts";
import { conflict, invalidInput, JuxtaError, notFound } from "../errors.ts";
import type { FrozenReport } from "../generated/prisma/client.ts";
import { getProject } from "../project/index.ts";
import { computeReport, type Disagreement, type Report, type ReportInput } from "../report/index.ts";
import { softwareVersion } from "../software-version.ts";

const FORMAT = "juxta-frozen-report-1";
const Name = z.string().trim().min(1, "Give the report a name.").max(120, "At most 120 characters.");

/** All figures of a report, and its worst disagreements without pictures: those stay with the project. */
export type FrozenContent = { format: typeof FORMAT; frozenAt: string; softwareVersion: string; report: Omit<Report, "disagreements"> & { disagreements: Disagreement[] } };
export type FrozenSummary = Pick<FrozenReport, "id" | "name" | "sha256" | "softwareVersion" | "createdAt"> & { createdBy: string | null };
export type ShownFrozenReport = FrozenSummary & { content: FrozenContent };

const hashOf = (content: string) => createHash("sha256").update(content).digest("hex");

/**
 * Keeps a report as it stands now under the filters of `input`, with every scorer's details, for good: nothing changes it. Its
 * hash is of the very text that is kept. Owners and reviewers. Throws `invalid_input`, `nothing_to_freeze`, `not_found`, `forbidden`.
 */
export async function freezeReport(caller: Caller, slug: string, input: ReportInput & { name: string }): Promise<FrozenSummary> {
  const name = Name.safeParse(input.name);
  if (!name.success) throw invalidInput("The report was not frozen: check the marked fields.", { name: name.error.issues.map(({ message }) => message) });
  const { disagreements, ...report } = await computeReport(caller, slug, { ...input, isWhole: true, page: 1 });
  if (report.progress.judgmentCount === 0) throw conflict("nothing_to_freeze", "Nobody has judged under these filters, so there is nothing to freeze.");
  const rows = disagreements.rows.map(({ comparisonId, consensus, share, n, simulatedCount, scoreA, scoreB, gap }): Disagreement => ({ comparisonId, consensus, share, n, simulatedCount, scoreA, scoreB, gap }));
  const kept: FrozenContent = { format: FORMAT, frozenAt: new Date().toISOString(), softwareVersion: softwareVersion(), report: { ...report, disagreements: rows } };
  const content = JSON.stringify(kept);
  const row = await getDb().$transaction(async (tx) => {
    const made = await tx.frozenReport.create({
      data: { id: randomUUID(), projectId: report.project.id, name: name.data, content, sha256: hashOf(content), softwareVersion: kept.softwareVersion, createdById: caller === "operator" ? null : caller.userId, createdAt: kept.frozenAt },
      include: { createdBy: true },
    });
    await recordAudit(tx, { caller, projectId: report.project.id, action: "report_frozen", subject: made.id, detail: { name: made.name, sha256: made.sha256 } });
    return made;
  });
  return summarise(row);
}

type WithAuthor = Prisma.FrozenReportGetPayload<{ include: { createdBy: true } }>;

function summarise({ id, name, sha256, softwareVersion: version, createdAt, createdBy }: Omit<WithAuthor, "content" | "projectId" | "createdById">): FrozenSummary {
  return { id, name, sha256, softwareVersion: version, createdAt, createdBy: createdBy?.email ?? createdBy?.pseudonym ?? null };
}

/** The frozen reports of a project, newest first. Throws `not_found` or `forbidden`. */
export async function listFrozenReports(caller: Caller, projectId: string): Promise<FrozenSummary[]> {
  await requireCaller(getDb(), caller, projectId, MANAGING_ROLES);
  const rows = await getDb().frozenReport.findMany({ where: { projectId }, omit: { content: true }, include: { createdBy: true }, orderBy: [{ createdAt: "desc" }, { id: "asc" }] });
  return rows.map(summarise);
}

/** One frozen report, after its hash was taken again. Throws `not_found`, `forbidden`, `frozen_report_damaged`. */
export async function getFrozenReport(caller: Caller, slug: string, id: string): Promise<ShownFrozenReport> {
  const project = await getProject(caller, slug, MANAGING_ROLES);
  const row = await getDb().frozenReport.findFirst({ where: { id, projectId: project.id }, include: { createdBy: true } });
  if (!row) throw notFound("There is no such frozen report.");
  if (hashOf(row.content) !== row.sha256) throw new JuxtaError("frozen_report_damaged", "This frozen report is not what it was when it was frozen: its hash differs. Restore the database from a backup.", { status: 500 });
  return { ...summarise(row), content: JSON.parse(row.content) as FrozenContent };
}
