import type { Caller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import type { MemberRole, Project } from "../generated/prisma/client.ts";

export type ListedProject = Project & { role: MemberRole | null; itemCount: number; comparisonCount: number; judgmentCount: number };

/** The projects a caller is an active member of, newest first, with counts; all of them for the operator. */
export async function listProjects(caller: Caller, roles?: readonly MemberRole[]): Promise<ListedProject[]> {
  const db = getDb();
  const mine = caller === "operator" ? {} : { members: { some: { userId: caller.userId, state: "ACTIVE" as const, ...(roles ? { role: { in: [...roles] } } : {}) } } };
  const projects = await db.project.findMany({
    where: { archivedAt: null, ...mine },
    orderBy: { createdAt: "desc" },
    include: {
      _count: { select: { items: true, comparisons: true } },
      members: { where: { userId: caller === "operator" ? "00000000-0000-0000-0000-000000000000" : caller.userId }, select: { role: true } },
    },
  });
  const counts = await db.$queryRaw<{ project_id: string; n: bigint }[]>`
    SELECT u.project_id, count(*) AS n FROM judgment j JOIN unit u ON u.id = j.unit_id
    WHERE u.project_id = ANY(${projects.map((project) => project.id)}::uuid[]) GROUP BY u.project_id`;
  const judged = new Map(counts.map((row) => [row.project_id, Number(row.n)]));
  return projects.map(({ _count, members, ...project }) => ({
    ...project,
    role: members[0]?.role ?? null,
    itemCount: _count.items,
    comparisonCount: _count.comparisons,
    judgmentCount: judged.get(project.id) ?? 0,
  }));
}
