import { computeLeaderboards, readLeaderboardInput } from "#lib/leaderboard/index.ts";
import { answer, json } from "../../../../../_server/answer.ts";
import { requireActor } from "../../../../../_server/get-actor.ts";

/** Generators by strength, per dimension, at full precision. `people`, `task`, `origin` and `correct` as in the page's address. */
export const GET = answer(async (request, { params }: { params: Promise<{ slug: string }> }) => {
  const actor = await requireActor();
  const search = Object.fromEntries(new URL(request.url).searchParams);
  return json(await computeLeaderboards(actor, (await params).slug, readLeaderboardInput(search)));
});
