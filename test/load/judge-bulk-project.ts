import { randomUUID } from "node:crypto";
import { getDb } from "#lib/db.ts";
import type { Project } from "#lib/generated/prisma/client.ts";
import { registerScorer } from "#lib/scorer/index.ts";

const TIMEOUT_MS = 600_000;
const TASK_TYPES = ["subject-add", "subject-remove", "subject-replace", "color_alter", "material_alter", "style_change", "tone_transfer", "background_change", "extract", "ps_human", "text_change", "motion_change", "compose"];

/**
 * Judges a whole bulk project as `overlap` people would: generators of higher number win more often, one answer in ten is a tie.
 * Every item gets a source picture of its own, every candidate scores of one scorer. Rows are made by the database itself.
 */
export async function judgeBulkProject({ id, dimensions, overlap }: Project, annotators: number): Promise<void> {
  const { id: versionId } = await registerScorer({ name: "bulk", kind: "onnx", description: "", hash: randomUUID().replaceAll("-", "").repeat(2), scaleMin: 0, scaleMax: 10 });
  await getDb().$transaction(
    async (tx) => {
      await tx.$executeRaw`SET LOCAL session_replication_role = replica`;
      await tx.$executeRaw`SELECT setseed(0.42)`;
      await tx.$executeRaw`
        INSERT INTO picture (id, sha256, byte_size, format, width, height, state, derived_at, sharpness)
        SELECT i.id, encode(sha256(i.id::text::bytea), 'hex'), 1000, 'png', 640, 480, 'READY', now(), 1 FROM item i WHERE i.project_id = ${id}::uuid`;
      await tx.$executeRaw`UPDATE item_source s SET picture_id = s.item_id FROM item i WHERE i.id = s.item_id AND i.project_id = ${id}::uuid`;
      await tx.$executeRaw`UPDATE item SET task_type = (${TASK_TYPES}::text[])[1 + (hashtext(external_id) & 2147483647) % ${TASK_TYPES.length}] WHERE project_id = ${id}::uuid`;
      await tx.$executeRaw`UPDATE candidate SET changed_share = random() WHERE project_id = ${id}::uuid`;
      await tx.$executeRaw`
        INSERT INTO app_user (id, pseudonym) SELECT gen_random_uuid(), 'bulk-' || n FROM generate_series(1, ${annotators}::int) n`;
      await tx.$executeRaw`INSERT INTO member (project_id, user_id, role) SELECT ${id}::uuid, id, 'ANNOTATOR' FROM app_user WHERE pseudonym LIKE 'bulk-%'`;
      const form = await tx.form.findFirstOrThrow({ where: { projectId: id } });
      await tx.$executeRaw`
        WITH people AS MATERIALIZED (SELECT id, row_number() OVER (ORDER BY pseudonym) - 1 AS at FROM app_user WHERE pseudonym LIKE 'bulk-%'),
        units AS MATERIALIZED (SELECT c.*, row_number() OVER (ORDER BY c.id) AS at FROM comparison c WHERE c.project_id = ${id}::uuid)
        INSERT INTO judgment (id, unit_id, annotator_id, slot_no, counted, shown, form_id, payload_hash, duration_ms, guideline_version)
        SELECT gen_random_uuid(), u.id, p.id, n, true, CASE WHEN random() < 0.5 THEN ARRAY[u.candidate_a_id, u.candidate_b_id] ELSE ARRAY[u.candidate_b_id, u.candidate_a_id] END, ${form.id}::uuid, repeat('0', 64), 3000, 1
        FROM units u CROSS JOIN generate_series(1, ${overlap}::int) n JOIN people p ON p.at = (u.at + n) % ${annotators}::int`;
      await tx.$executeRaw`
        INSERT INTO verdict (judgment_id, comparison_id, dimension, value)
        SELECT j.id, c.id, d.dimension::"Dimension", (CASE WHEN r.tie < 0.1 THEN 'TIE' WHEN r.win < 1 / (1 + exp(0.6 * (right(b.generator, 1)::int - right(a.generator, 1)::int))) THEN 'A' ELSE 'B' END)::"VerdictValue"
        FROM judgment j JOIN comparison c ON c.id = j.unit_id JOIN candidate a ON a.id = c.candidate_a_id JOIN candidate b ON b.id = c.candidate_b_id
        CROSS JOIN unnest(${dimensions}::text[]) AS d(dimension) CROSS JOIN LATERAL (SELECT random() + 0 * extract(epoch FROM j.submitted_at) AS tie, random() AS win) r
        WHERE c.project_id = ${id}::uuid`;
      await tx.$executeRaw`
        INSERT INTO consensus (comparison_id, dimension, people, simulated, last_judgment_id)
        SELECT v.comparison_id, v.dimension, ARRAY[count(*) FILTER (WHERE v.value = 'A'), count(*) FILTER (WHERE v.value = 'B'), count(*) FILTER (WHERE v.value = 'TIE'), 0, 0]::int[], '{0,0,0,0,0}', max(v.judgment_id::text)::uuid
        FROM verdict v JOIN comparison c ON c.id = v.comparison_id WHERE c.project_id = ${id}::uuid GROUP BY 1, 2`;
      await tx.$executeRaw`UPDATE unit SET state = 'COMPLETE', judgment_count = ${overlap} WHERE project_id = ${id}::uuid`;
      await tx.$executeRaw`
        INSERT INTO score (candidate_id, scorer_version_id, dimension, pass, value)
        SELECT c.id, ${versionId}::uuid, d.dimension::"Dimension", 0, round((2 * right(c.generator, 1)::int + 4 * random())::numeric, 1)::float8 FROM candidate c CROSS JOIN unnest(${dimensions}::text[]) AS d(dimension) WHERE c.project_id = ${id}::uuid`;
      await tx.$executeRaw`INSERT INTO score_pass (candidate_id, scorer_version_id, pass) SELECT c.id, ${versionId}::uuid, 0 FROM candidate c WHERE c.project_id = ${id}::uuid`;
    },
    { timeout: TIMEOUT_MS },
  );
  await getDb().$executeRaw`ANALYZE`;
}
