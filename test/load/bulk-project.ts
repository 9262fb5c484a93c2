import { createHash } from "node:crypto";
import { fillSlots } from "#lib/comparison/create-units.ts";
import { getDb } from "#lib/db.ts";
import type { Project } from "#lib/generated/prisma/client.ts";
import { type CreateProjectInput, createProject } from "#lib/project/index.ts";

/** Each item has four candidates: six comparisons. */
const CANDIDATES = 4;
const PAIRS = 6;
const SLOTS_TIMEOUT_MS = 600_000;

/** The one picture that all items of a bulk project show. It has no bytes: who loads it gets nothing. */
async function makeSharedPicture(slug: string): Promise<string> {
  const sha256 = createHash("sha256").update(slug).digest("hex");
  const picture = await getDb().picture.create({ data: { id: crypto.randomUUID(), sha256, byteSize: 1_000, format: "png", width: 640, height: 480, state: "READY", derivedAt: new Date() } });
  return picture.id;
}

/**
 * A project with at least `comparisons` open comparisons, its rows made by the database itself: a million in a minute. The
 * slots are those that the product makes.
 */
export async function makeBulkProject(input: CreateProjectInput & { overlap: number }, comparisons: number): Promise<Project> {
  const project = await createProject("operator", input);
  const pictureId = await makeSharedPicture(input.slug);
  const items = Math.ceil(comparisons / PAIRS);
  const { id } = project;
  await getDb().$transaction(
    async (tx) => {
      // The rows fit together by construction; checking each of them again is most of the time.
      await tx.$executeRaw`SET LOCAL session_replication_role = replica`;
      await tx.$executeRaw`
        INSERT INTO item (id, project_id, external_id, instruction, task_type, fingerprint, prepared_at)
        SELECT gen_random_uuid(), ${id}::uuid, 'item-' || lpad(n::text, 8, '0'), 'Make the mug of picture ' || n || ' red', 'color_alter', '', now() FROM generate_series(1, ${items}::int) n`;
      await tx.$executeRaw`INSERT INTO item_source (item_id, position, picture_id) SELECT i.id, 0, ${pictureId}::uuid FROM item i WHERE i.project_id = ${id}::uuid`;
      await tx.$executeRaw`
        INSERT INTO candidate (id, project_id, item_id, external_id, picture_id, generator)
        SELECT gen_random_uuid(), i.project_id, i.id, i.external_id || '/' || n, ${pictureId}::uuid, 'generator-' || n FROM item i CROSS JOIN generate_series(1, ${CANDIDATES}::int) n WHERE i.project_id = ${id}::uuid`;
      await tx.$executeRaw`
        WITH pairs AS MATERIALIZED (
          SELECT gen_random_uuid() AS id, a.item_id, a.id AS a, b.id AS b FROM candidate a JOIN candidate b ON b.item_id = a.item_id AND a.id < b.id WHERE a.project_id = ${id}::uuid),
        units AS (INSERT INTO unit (id, project_id, item_id, kind, priority) SELECT id, ${id}::uuid, item_id, 'COMPARISON', random() FROM pairs)
        INSERT INTO comparison (id, project_id, item_id, candidate_a_id, candidate_b_id) SELECT id, ${id}::uuid, item_id, a, b FROM pairs`;
      await fillSlots(tx, { projectId: id, itemId: null, kind: "COMPARISON", overlap: input.overlap });
    },
    { timeout: SLOTS_TIMEOUT_MS },
  );
  return project;
}
