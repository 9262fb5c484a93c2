import { setGold } from "#lib/gold/index.ts";
import { getDb } from "#lib/db.ts";
import type { Project } from "#lib/generated/prisma/client.ts";
import { makeItem } from "./project.ts";

/** `count` items whose one comparison is gold: A is better in every dimension. Returns the comparisons' ids. */
export async function makeGold(project: Project, count: number, options: { inQuiz?: boolean } = {}): Promise<string[]> {
  const ids: string[] = [];
  for (let made = 0; made < count; made += 1) {
    const item = await makeItem(project, ["known-good", "known-bad"]);
    const { id } = await getDb().comparison.findFirstOrThrow({ where: { itemId: item.id } });
    ids.push(id);
  }
  const verdicts = Object.fromEntries(project.dimensions.map((dimension) => [dimension, "A" as const]));
  await setGold("operator", project.id, ids.map((comparisonId) => ({ comparisonId, verdicts, explanation: "{A} does what was asked; {B} does nothing.", inQuiz: options.inQuiz })));
  return ids;
}
