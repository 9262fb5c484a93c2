import { createHash, randomUUID } from "node:crypto";
import { createUnits } from "#lib/comparison/create-units.ts";
import { getDb } from "#lib/db.ts";
import type { Project } from "#lib/generated/prisma/client.ts";
import { type CreateProjectInput, createProject } from "#lib/project/index.ts";

/** A READY picture row without bytes: enough for everything that does not look at pixels. */
export async function makePicture(): Promise<string> {
  const id = randomUUID();
  const sha256 = createHash("sha256").update(id).digest("hex");
  await getDb().picture.create({ data: { id, sha256, byteSize: 1_000, format: "png", width: 640, height: 480, state: "READY", derivedAt: new Date() } });
  return id;
}

export function makeProject(input: Partial<CreateProjectInput> = {}): Promise<Project> {
  return createProject("operator", { slug: `p-${randomUUID().slice(0, 18)}`, name: "Test project", ...input });
}

export type MadeItem = { id: string; candidateIds: string[] };

/** An item with one candidate a generator name, prepared: its comparisons and slots are there. */
export async function makeItem(project: Project, generators: string[], overrides: { taskType?: string; instruction?: string } = {}): Promise<MadeItem> {
  const db = getDb();
  const id = randomUUID();
  const sourceId = await makePicture();
  const { taskType = "color_alter", instruction = "Make the mug red" } = overrides;
  await db.item.create({
    data: { id, projectId: project.id, externalId: `item-${id}`, instruction, taskType, fingerprint: id, preparedAt: new Date(), sources: { create: { position: 0, pictureId: sourceId } } },
  });
  const candidateIds: string[] = [];
  for (const generator of generators) {
    const candidate = await db.candidate.create({ data: { id: randomUUID(), projectId: project.id, itemId: id, externalId: `${generator}-${id}`, generator, pictureId: await makePicture() } });
    candidateIds.push(candidate.id);
  }
  await db.$transaction((tx) => createUnits(tx, { id, projectId: project.id, candidateIds }));
  return { id, candidateIds };
}
