import fc from "fast-check";
import { afterAll, beforeAll, test } from "vitest";
import type { Actor } from "#lib/auth/index.ts";
import { makeMember } from "../factories/people.ts";
import { makeProject } from "../factories/project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { checkAtTheEnd } from "./check.ts";
import { steps } from "./commands.ts";
import { Model } from "./model.ts";
import { makeSystem } from "./system.ts";

/** JUXTA_MODEL_RUNS: how many sequences. JUXTA_MODEL_SEED: one that was printed, to go through the same again. */
const RUNS = Number(process.env.JUXTA_MODEL_RUNS ?? 200);
const SEED = Number(process.env.JUXTA_MODEL_SEED ?? Date.now() % 2 ** 31);

let database: TestDatabase;
let people: Actor[];
let reviewer: Actor;
beforeAll(async () => {
  database = await createTestDatabase();
  const home = await makeProject();
  people = await Promise.all(Array.from({ length: 4 }, () => makeMember(home.id)));
  reviewer = await makeMember(home.id, { role: "REVIEWER" });
});
afterAll(() => database.drop());

test(
  `${RUNS} random sequences of claims, answers, expiries, skips, exclusions, decisions and changes of overlap do what a simple model does (seed ${SEED})`,
  async () => {
    const settings = fc.record({ overlap: fc.integer({ min: 1, max: 3 }), more: fc.option(fc.integer({ min: 1, max: 4 })) });
    const property = fc.asyncProperty(settings, fc.commands(steps, { maxCommands: 40, size: "+1" }), async ({ overlap, more }, commands) => {
      const overlapMax = more === null ? null : overlap + more;
      const { system, units } = await makeSystem(database.db, people, reviewer, { overlap, overlapMax });
      await fc.asyncModelRun(() => ({ model: new Model(units, overlap, overlapMax), real: system }), commands);
      await checkAtTheEnd(system);
    });
    await fc.assert(property, { numRuns: RUNS, seed: SEED, endOnFailure: false });
  },
  1_200_000,
);
