import { PEOPLE_FILTERS } from "#lib/consensus/index.ts";
import { taskTypesOf } from "#lib/item/index.ts";
import { computeLeaderboards, CORRECTIONS } from "#lib/leaderboard/index.ts";
import { answer, json } from "../../../../../_server/answer.ts";
import { requireActor } from "../../../../../_server/get-actor.ts";

/** Generators by strength, per dimension, at full precision. `people`, `task` and `correct` as in the page's address. */
export const GET = answer(async (request, { params }: { params: Promise<{ slug: string }> }) => {
  const actor = await requireActor();
  const search = new URL(request.url).searchParams;
  const task = search.get("task");
  return json(
    await computeLeaderboards(actor, (await params).slug, {
      people: PEOPLE_FILTERS.find((option) => option === search.get("people")),
      taskTypes: task ? taskTypesOf(task) : undefined,
      correct: CORRECTIONS.filter((name) => search.get("correct")?.split(",").includes(name)),
    }),
  );
});
