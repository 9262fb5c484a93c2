import { getDb } from "../db.ts";
import { groupSources } from "./model/group-sources.ts";

/** Items by id with the group of their sources, and the groups' keys: what shares a group never stands on both sides of a split. */
export type SourceGroups = { groupOf: ReadonlyMap<string, number>; keys: string[] };

/** The groups of these items. It does not authorise. */
export async function readGroups(itemIds: readonly string[]): Promise<SourceGroups> {
  const place = new Map(itemIds.map((id, index) => [id, index]));
  const rows = await getDb().itemSource.findMany({ where: { itemId: { in: [...itemIds] } }, select: { itemId: true, picture: { select: { sha256: true, perceptualHash: true } } }, orderBy: [{ itemId: "asc" }, { position: "asc" }] });
  const { groupOf, keys } = groupSources(itemIds.length, rows.map(({ itemId, picture }) => ({ item: place.get(itemId)!, ...picture })));
  return { groupOf: new Map(itemIds.map((id, index) => [id, groupOf[index]!])), keys };
}
