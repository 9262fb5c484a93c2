import { createReadStream, createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { extract, pack } from "tar-stream";

export type ArchiveEntry = { name: string; pax?: Record<string, string>; bytes: Buffer };

/** The entries of a tar file, whole. */
export async function readEntries(file: string): Promise<ArchiveEntry[]> {
  const entries: ArchiveEntry[] = [];
  const archive = createReadStream(file).pipe(extract());
  for await (const entry of archive) {
    const parts: Buffer[] = [];
    for await (const part of entry) parts.push(part as Buffer);
    entries.push({ name: entry.header.name, pax: (entry.header.pax as Record<string, string> | null) ?? undefined, bytes: Buffer.concat(parts) });
  }
  return entries;
}

export async function writeEntries(file: string, entries: ArchiveEntry[]): Promise<void> {
  const archive = pack();
  const written = pipeline(Readable.from(archive), createWriteStream(file));
  for (const { name, pax, bytes } of entries) archive.entry({ name, pax }, bytes);
  archive.finalize();
  await written;
}
