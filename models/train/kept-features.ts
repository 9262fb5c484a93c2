import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Example } from "./example.ts";

/** Examples from a folder, if they were kept there; null otherwise. */
export async function readKept(folder: string, name: string): Promise<Example[] | null> {
  const text = await readFile(join(folder, `${name}.json`), "utf8").catch(() => null);
  if (text === null) return null;
  const kept = JSON.parse(text) as (Omit<Example, "plain" | "pooled"> & { plain: number[]; pooled: number[] })[];
  return kept.map((example) => ({ ...example, plain: Float32Array.from(example.plain), pooled: Float32Array.from(example.pooled) }));
}

/** Keeps examples for another run; numbers come back exactly as they were. */
export async function keep(folder: string, name: string, examples: readonly Example[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.json`), JSON.stringify(examples.map((example) => ({ ...example, plain: [...example.plain], pooled: [...example.pooled] }))));
}
