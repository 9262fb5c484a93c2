import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { notFound } from "../errors.ts";
import type { Member, MemberFlag, Project } from "../generated/prisma/client.ts";
import { measureWork, type Reliability } from "./compute-reliability.ts";
import { type GivenJudgment, isGoldRight, pairRepeats, readWork } from "./read-work.ts";

/** The evidence about one person, for those who decide. `hours`: judgments by hour of the day in UTC, 24 numbers. */
export type Person = {
  member: Member & { pseudonym: string; email: string | null; simulated: boolean };
  reliability: Reliability;
  /** Newest first. */
  gold: { judgment: GivenJudgment; isRight: boolean | null }[];
  repeats: { first: GivenJudgment; second: GivenJudgment }[];
  /** The ten fastest answers. */
  fastest: GivenJudgment[];
  /** Answers that their author changed, newest first, at most fifty. */
  revised: GivenJudgment[];
  hours: number[];
  flags: MemberFlag[];
  quiz: { number: number; right: number; total: number; passed: boolean | null }[];
};

const FASTEST = 10;
const MOST_REVISED = 50;

async function readQuiz(projectId: string, userId: string): Promise<Person["quiz"]> {
  const attempts = await getDb().quizAttempt.findMany({ where: { projectId, userId }, include: { answers: { select: { isRight: true } } }, orderBy: { number: "asc" } });
  return attempts.map(({ number, passed, answers }) => ({ number, passed, total: answers.length, right: answers.filter((answer) => answer.isRight).length }));
}

function countHours(own: readonly GivenJudgment[]): number[] {
  const hours = Array<number>(24).fill(0);
  for (const judgment of own) hours[judgment.submittedAt.getUTCHours()]! += 1;
  return hours;
}

/** One member with all that speaks for and against their work. Throws `not_found` or `forbidden`. */
export async function getPerson(caller: Caller, project: Pick<Project, "id" | "dimensions">, userId: string): Promise<Person> {
  await requireCaller(getDb(), caller, project.id, MANAGING_ROLES);
  const member = await getDb().member.findUnique({ where: { projectId_userId: { projectId: project.id, userId } }, include: { user: { select: { pseudonym: true, email: true, simulated: true } }, flags: { orderBy: { at: "desc" } } } });
  if (!member) throw notFound("There is no such member.");
  const work = await readWork(project.id);
  // Sides are corrected for everybody who judged, as in the list of people.
  const everybody = [...new Set([userId, ...work.map((judgment) => judgment.annotatorId)])];
  const own = work.filter((judgment) => judgment.annotatorId === userId);
  const newest = own.toReversed();
  const { user, flags, ...rest } = member;
  return {
    member: { ...rest, ...user },
    reliability: measureWork(work, project, everybody).get(userId)!,
    gold: newest.filter((judgment) => judgment.purpose === "GOLD").map((judgment) => ({ judgment, isRight: isGoldRight(judgment) })),
    repeats: pairRepeats(newest),
    fastest: own.filter((judgment) => judgment.durationMs !== null).toSorted((first, second) => first.durationMs! - second.durationMs!).slice(0, FASTEST),
    revised: newest.filter((judgment) => judgment.revisionCount > 0).slice(0, MOST_REVISED),
    hours: countHours(own),
    flags,
    quiz: await readQuiz(project.id, userId),
  };
}
