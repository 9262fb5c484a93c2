import { randomUUID } from "node:crypto";
import type { Actor } from "#lib/auth/index.ts";
import type { Db } from "#lib/db.ts";
import type { Project } from "#lib/generated/prisma/client.ts";
import { JuxtaError } from "#lib/errors.ts";
import { answerAll } from "../factories/judging.ts";
import { makeItem, makeProject } from "../factories/project.ts";
import type { Choice, ModelLease } from "./model.ts";

/** The product under test: a project of its own in a real database, and people who judge in it. */
export type System = { db: Db; project: Project; people: Actor[]; reviewer: Actor };

/** Two items with three comparisons between them, and everybody a member. */
export async function makeSystem(db: Db, people: Actor[], reviewer: Actor, settings: { overlap: number; overlapMax: number | null }): Promise<{ system: System; units: string[] }> {
  const project = await makeProject({ ...settings, dimensions: ["overall"], adjudicateBelow: 1 });
  await db.member.createMany({ data: [...people.map(({ userId }) => ({ projectId: project.id, userId, role: "ANNOTATOR" as const })), { projectId: project.id, userId: reviewer.userId, role: "REVIEWER" as const }] });
  await makeItem(project, ["a", "b"]);
  await makeItem(project, ["a", "b", "c"]);
  const units = await db.unit.findMany({ where: { projectId: project.id }, select: { id: true } });
  return { system: { db, project, people, reviewer }, units: units.map((unit) => unit.id) };
}

/** An answer that names a candidate, as the screen of this lease would send it. */
export function answerOf(system: System, lease: ModelLease, choice: Choice, id: string = randomUUID()) {
  const value = choice === "TIE" ? ("tie" as const) : (choice === "A") === lease.aIsLeft ? ("left" as const) : ("right" as const);
  return answerAll(system.project, lease.id, { value }, { id });
}

/** The code of a refusal, or what was returned. */
export async function codeOr<Result>(work: Promise<Result>): Promise<{ code: string } | { result: Result }> {
  try {
    return { result: await work };
  } catch (error) {
    if (error instanceof JuxtaError) return { code: error.code };
    throw error;
  }
}
