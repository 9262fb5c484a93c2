import { afterAll, beforeAll, expect, test } from "vitest";
import { listProjects } from "#lib/project/index.ts";
import { makeJudgment } from "../factories/judgment.ts";
import { makeMember } from "../factories/people.ts";
import { makeItem, makeProject } from "../factories/project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("people see their own projects, each with its items and judgments", async () => {
  const [mine, other] = [await makeProject(), await makeProject()];
  const owner = await makeMember(mine.id, { role: "OWNER" });
  const { id } = await makeItem(mine, ["a", "b"]);
  const comparison = await database.db.comparison.findFirstOrThrow({ where: { itemId: id } });
  await makeJudgment(comparison.id, owner, { overall: "A" });
  const listed = await listProjects(owner);
  expect(listed).toHaveLength(1);
  expect(listed[0]).toMatchObject({ slug: mine.slug, judgmentCount: 1 });
  expect((await listProjects("operator")).map((project) => project.slug).sort()).toEqual([mine.slug, other.slug].sort());
});
