import { afterAll, beforeAll, expect, test } from "vitest";
import { computeLeaderboards, readLeaderboardInput } from "#lib/leaderboard/index.ts";
import { makeMember } from "../factories/people.ts";
import { makeProject } from "../factories/project.ts";
import { type JudgedProject, makeJudgedProject } from "../report/judged-project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

let database: TestDatabase;
let judged: JudgedProject;
beforeAll(async () => {
  database = await createTestDatabase();
  judged = await makeJudgedProject();
});
afterAll(() => database.drop());

test("owners see it; annotators and strangers do not", async () => {
  const { slug } = judged.project;
  expect((await computeLeaderboards(judged.people.owner, slug)).boards.map(({ dimension }) => dimension)).toEqual(["overall", "prompt_following"]);
  await expect(computeLeaderboards(judged.people.first, slug)).rejects.toMatchObject({ code: "forbidden" });
  const elsewhere = await makeMember((await makeProject()).id, { role: "OWNER" });
  await expect(computeLeaderboards(elsewhere, slug)).rejects.toMatchObject({ code: "not_found" });
  await expect(computeLeaderboards("operator", "no-such-project")).rejects.toMatchObject({ code: "not_found" });
});

test("people, task types and origins choose the judgments", async () => {
  const count = async (search: Record<string, string>) => {
    const { boards } = await computeLeaderboards("operator", judged.project.slug, readLeaderboardInput(search));
    return boards[0]!.judgmentCount;
  };
  expect(await count({})).toBe(11);
  expect(await count({ people: "people" })).toBe(10);
  expect(await count({ people: "simulated" })).toBe(1);
  expect(await count({ task: "x" })).toBe(6);
  expect(await count({ origin: "generator" })).toBe(11);
  expect(await count({ origin: "implanted" })).toBe(0);
  expect(await count({ people: "nobody", origin: "nowhere" })).toBe(11);
});
