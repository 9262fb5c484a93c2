import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import type { PeopleFilter } from "../consensus/people-filter.ts";
import { getDb } from "../db.ts";
import type { Project } from "../generated/prisma/client.ts";
import { computeWilsonInterval, type Interval } from "../stats/index.ts";
import { countSides, consistencyOf, goldOf } from "./compute-reliability.ts";
import { mainDimension } from "../project/main-dimension.ts";
import { type GivenJudgment, readWork } from "./read-work.ts";

type Figure = { value: number | null; interval: Interval | null; n: number };

/** How everybody together judges: left share and repeats in the main dimension, gold as whole answers. Wilson intervals, which take the answers as independent. */
export type JudgingQuality = { left: Figure; repeats: Figure & { reversed: number }; gold: Figure };

const figure = (count: number, n: number): Figure => ({ value: n === 0 ? null : count / n, interval: computeWilsonInterval(count, n), n });

/** Over all members but excluded ones. Throws `not_found` or `forbidden`. */
export async function computeJudgingQuality(caller: Caller, project: Pick<Project, "id" | "dimensions">, people: PeopleFilter = "all"): Promise<JudgingQuality> {
  await requireCaller(getDb(), caller, project.id, MANAGING_ROLES);
  const main = mainDimension(project.dimensions);
  const simulated = new Set((await getDb().user.findMany({ where: { simulated: true, members: { some: { projectId: project.id } } }, select: { id: true } })).map((user) => user.id));
  const isMeant = (judgment: GivenJudgment) => !judgment.isExcluded && (people === "all" || simulated.has(judgment.annotatorId) === (people === "simulated"));
  const work = (await readWork(project.id)).filter(isMeant);
  const side = countSides(work, main);
  const repeats = [...Map.groupBy(work, (judgment) => judgment.annotatorId).values()].map((own) => consistencyOf(own, main));
  const sum = (key: "same" | "n" | "reversed") => repeats.reduce((total, row) => total + row[key], 0);
  const gold = goldOf(work);
  return { left: figure(side.left, side.n), repeats: { ...figure(sum("same"), sum("n")), reversed: sum("reversed") }, gold: figure(gold.right, gold.right + gold.wrong) };
}
