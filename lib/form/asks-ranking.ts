import { Prisma } from "../db.ts";

/** Inside a statement: whether this form's definition asks for a ranking, as `unitKindOf` says of a parsed one. */
export const asksRanking = (definition: Prisma.Sql): Prisma.Sql => Prisma.sql`(${definition}->'blocks' @> '[{"kind": "rank"}]')`;
