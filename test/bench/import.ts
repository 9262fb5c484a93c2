import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createReadStream, createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import sharp from "sharp";
import { createImport, runImport } from "#lib/import/index.ts";
import { createProject } from "#lib/project/index.ts";
import type { Figure } from "../../bin/bench.ts";

const ITEMS = 100_000;
const PICTURES = 300;
const TARGET_SECONDS = 60;
const ROWS_PER_INSERT = 400;

type Line = { item_id: string; source: string; instruction: string; task_type: string; candidates: { candidate_id: string; image: string; generator: string }[] };

function makeLine(index: number): Line {
  const picture = (shift: number) => `images/${(index * 7 + shift) % PICTURES}.png`;
  return {
    item_id: `item-${index}`,
    source: picture(0),
    instruction: `Replace object ${index} by another one, and keep everything else as it is.`,
    task_type: "subject_replace",
    candidates: ["first", "second"].map((generator, shift) => ({ candidate_id: `item-${index}/${generator}`, image: picture(shift + 1), generator })),
  };
}

/** 100,000 lines with two candidates each; they share 300 pictures, which an import reads and hashes but does not decode. */
async function writeItems(folder: string): Promise<void> {
  mkdirSync(path.join(folder, "images"));
  for (let index = 0; index < PICTURES; index += 1) {
    const pixels = Buffer.alloc(24 * 24 * 3, index % 256);
    pixels.writeUInt16LE(index, 0);
    writeFileSync(path.join(folder, "images", `${index}.png`), await sharp(pixels, { raw: { width: 24, height: 24, channels: 3 } }).png().toBuffer());
  }
  const out = createWriteStream(path.join(folder, "items.jsonl"));
  for (let index = 0; index < ITEMS; index += 1) if (!out.write(`${JSON.stringify(makeLine(index))}\n`)) await once(out, "drain");
  out.end();
  await once(out, "close");
}

async function measure(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1_000;
}

/** The least that any import must do: parse each line and insert its rows, with nothing checked, hashed or queued. */
async function insertUnchecked(client: pg.Client, file: string, projectId: string): Promise<void> {
  const { rows } = await client.query<{ id: string }>("SELECT id FROM picture LIMIT 1");
  let lines: Line[] = [];
  const flush = async () => {
    const items = lines.map((line) => ({ ...line, id: randomUUID() }));
    const candidates = items.flatMap((item) => item.candidates.map((candidate) => ({ ...candidate, itemId: item.id })));
    await client.query(
      `INSERT INTO item (id, project_id, external_id, instruction, task_type, fingerprint)
       SELECT id, $2::uuid, item_id, instruction, task_type, '' FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, item_id text, instruction text, task_type text)`,
      [JSON.stringify(items), projectId],
    );
    await client.query("INSERT INTO item_source (item_id, position, picture_id) SELECT id, 0, $2::uuid FROM jsonb_to_recordset($1::jsonb) AS r(id uuid)", [JSON.stringify(items), rows[0]?.id]);
    await client.query(
      `INSERT INTO candidate (id, project_id, item_id, external_id, picture_id, generator)
       SELECT gen_random_uuid(), $2::uuid, "itemId", candidate_id, $3::uuid, generator FROM jsonb_to_recordset($1::jsonb) AS r("itemId" uuid, candidate_id text, generator text)`,
      [JSON.stringify(candidates), projectId, rows[0]?.id],
    );
    lines = [];
  };
  for await (const text of createInterface({ input: createReadStream(file) })) {
    lines.push(JSON.parse(text) as Line);
    if (lines.length === ROWS_PER_INSERT) await flush();
  }
  if (lines.length > 0) await flush();
}

/** Import of 100,000 items from a folder, then once more with nothing new, beside unchecked inserts of the same rows. */
export async function run(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "juxta-bench-"));
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  try {
    await writeItems(folder);
    const project = await createProject("operator", { slug: "bench-import", name: "Import" });
    const importOnce = async () => runImport((await createImport("operator", { projectId: project.id, sourcePath: folder, queued: false })).id);
    const first = await measure(async () => {
      const { newItemCount } = await importOnce();
      if (newItemCount !== ITEMS) throw new Error(`The import took ${newItemCount} items.`);
    });
    const again = await measure(async () => {
      const { newItemCount } = await importOnce();
      if (newItemCount !== 0) throw new Error(`The second import took ${newItemCount} items.`);
    });
    await client.connect();
    const plain = await createProject("operator", { slug: "bench-insert", name: "Insert" });
    const baseline = { name: "unchecked INSERT of the same rows", value: await measure(() => insertUnchecked(client, path.join(folder, "items.jsonl"), plain.id)), unit: "s" };
    return [
      { name: "import of 100,000 items", value: first, unit: "s", target: TARGET_SECONDS, comparison: "at_most", met: first <= TARGET_SECONDS, baseline },
      { name: "import of 100,000 items, ratio", value: first / baseline.value, unit: "× baseline", met: null, baseline },
      { name: "the same file again, nothing new", value: again, unit: "s", target: TARGET_SECONDS, comparison: "at_most", met: again <= TARGET_SECONDS, baseline },
    ];
  } finally {
    await client.end().catch(() => {});
    rmSync(folder, { recursive: true, force: true });
  }
}
