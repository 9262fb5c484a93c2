import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { PickLine } from "../../lib/best-of-n/index.ts";
import { sniffFormat } from "../../lib/image/inspect-picture.ts";

/** A pick and where its picture comes from: a file, bytes, or nowhere. */
export type PickToWrite = { line: PickLine; picture: { file: string } | { bytes: Buffer } | null };

const EXTENSIONS = { jpeg: ".jpg", png: ".png", webp: ".webp" } as const;

/** A file name for an item: its own where that is one, else a safe one that no other item gets. */
function fileNameOf(itemId: string): string {
  const safe = itemId.replaceAll(/[^\p{L}\p{N}._-]/gu, "_").slice(0, 100);
  return safe === itemId && !/^\.+$/.test(safe) ? safe : `${safe}-${createHash("sha256").update(itemId).digest("hex").slice(0, 8)}`;
}

function extensionOf(picture: NonNullable<PickToWrite["picture"]>): string {
  if ("file" in picture) return path.extname(picture.file).toLowerCase();
  const format = sniffFormat(picture.bytes);
  return format ? EXTENSIONS[format] : "";
}

function put(picture: NonNullable<PickToWrite["picture"]>, to: string, link: boolean): void {
  rmSync(to, { force: true });
  if ("bytes" in picture) writeFileSync(to, picture.bytes);
  else if (link) symlinkSync(path.resolve(picture.file), to);
  else copyFileSync(picture.file, to);
}

/** Puts the picked pictures into `best-of-<n>/` and the lines into `picks.jsonl`, which is there whole or not at all. Returns the lines. */
export async function writePicks(picks: Iterable<PickToWrite> | AsyncIterable<PickToWrite>, { out, link }: { out: string; link: boolean }): Promise<PickLine[]> {
  const lines: PickLine[] = [];
  for await (const { line, picture } of picks) {
    if (!picture) {
      lines.push(line);
      continue;
    }
    const shown = path.posix.join(`best-of-${line.n}`, fileNameOf(line.item_id) + extensionOf(picture));
    mkdirSync(path.join(out, path.dirname(shown)), { recursive: true });
    put(picture, path.join(out, shown), link);
    lines.push({ ...line, picture: shown });
  }
  const file = path.join(out, "picks.jsonl");
  writeFileSync(`${file}.part`, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  renameSync(`${file}.part`, file);
  return lines;
}
