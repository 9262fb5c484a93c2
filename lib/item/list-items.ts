import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { getDb, type Prisma } from "../db.ts";
import { notFound } from "../errors.ts";

export type ItemFilter = { taskType?: string; generator?: string; text?: string; state?: "prepared" | "preparing" | "failed" };

function whereOf(projectId: string, filter: ItemFilter): Prisma.ItemWhereInput {
  const { taskType, generator, text, state } = filter;
  const contains = text ? { contains: text, mode: "insensitive" as const } : undefined;
  const failed = { OR: [{ sources: { some: { picture: { state: "FAILED" as const } } } }, { candidates: { some: { picture: { state: "FAILED" as const } } } }] };
  return {
    projectId,
    ...(taskType ? { taskType } : {}),
    ...(generator ? { candidates: { some: { generator } } } : {}),
    AND: [
      contains ? { OR: [{ instruction: contains }, { translation: contains }, { targetCaption: contains }, { externalId: contains }] } : {},
      state === "prepared" ? { preparedAt: { not: null } } : state === "preparing" ? { preparedAt: null } : state === "failed" ? failed : {},
    ],
  };
}

const LISTED = {
  sources: { include: { picture: true }, orderBy: { position: "asc" } },
  candidates: { include: { picture: true, scores: true }, orderBy: { externalId: "asc" } },
  _count: { select: { comparisons: true } },
} satisfies Prisma.ItemInclude;

export type ListedItem = Prisma.ItemGetPayload<{ include: typeof LISTED }>;

/** Items of a project with their pictures and scores, in the order of their ids. Pages count from 1. */
export async function listItems(caller: Caller, projectId: string, input: { filter: ItemFilter; page: number; pageSize: number }): Promise<{ rows: ListedItem[]; total: number }> {
  const db = getDb();
  await requireCaller(db, caller, projectId, MANAGING_ROLES);
  const where = whereOf(projectId, input.filter);
  const [rows, total] = await Promise.all([
    db.item.findMany({ where, include: LISTED, orderBy: { externalId: "asc" }, skip: (input.page - 1) * input.pageSize, take: input.pageSize }),
    db.item.count({ where }),
  ]);
  return { rows, total };
}

const DETAILED = {
  reference: true,
  sources: { include: { picture: true }, orderBy: { position: "asc" } },
  candidates: { include: { picture: true, scores: { include: { scorerVersion: { include: { scorer: true } } } }, scoreFailures: true }, orderBy: { externalId: "asc" } },
  import: { select: { id: true, fileName: true } },
} satisfies Prisma.ItemInclude;

export type DetailedItem = Prisma.ItemGetPayload<{ include: typeof DETAILED }>;

/** One item with everything known of its candidates. Throws `not_found` or `forbidden`. */
export async function getItem(caller: Caller, projectId: string, itemId: string): Promise<DetailedItem> {
  await requireCaller(getDb(), caller, projectId, MANAGING_ROLES);
  const item = await getDb().item.findFirst({ where: { id: itemId, projectId }, include: DETAILED });
  if (!item) throw notFound("There is no such item.");
  return item;
}

/** The task types and generators that occur in a project, for filters, each with its number of items or candidates. */
export async function getItemFacets(caller: Caller, projectId: string): Promise<{ taskTypes: { name: string; count: number }[]; generators: { name: string; count: number }[] }> {
  const db = getDb();
  await requireCaller(db, caller, projectId, MANAGING_ROLES);
  const [tasks, generators] = await Promise.all([
    db.item.groupBy({ by: ["taskType"], where: { projectId, taskType: { not: null } }, _count: true, orderBy: { taskType: "asc" } }),
    db.candidate.groupBy({ by: ["generator"], where: { projectId }, _count: true, orderBy: { generator: "asc" } }),
  ]);
  return {
    taskTypes: tasks.map((row) => ({ name: row.taskType ?? "", count: row._count })),
    generators: generators.map((row) => ({ name: row.generator, count: row._count })),
  };
}
