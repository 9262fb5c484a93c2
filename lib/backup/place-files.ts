import { createWriteStream } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ROOTS } from "./archive-format.ts";
import { orMissing, removeEmptyFolders } from "./stored-files.ts";

// Hidden, so that nothing counts what lies there; inside of each root, which may be a disk of its own.
const STAGING = ".restoring";

export type FilePlace = {
  write(name: string, chunks: AsyncIterable<Buffer>): Promise<void>;
  /** Moves everything to where it belongs. */
  publish(): Promise<void>;
  /** Takes everything back, whether it was published or not. */
  remove(): Promise<void>;
};

/** Where a restore writes files: aside first, then with a few renames to where they belong. */
export async function openFilePlace(home: string): Promise<FilePlace> {
  const published: string[] = [];
  const stagingOf = (root: string) => path.join(home, root, STAGING);
  const clear = async () => {
    for (const root of ROOTS) await rm(stagingOf(root), { recursive: true, force: true });
  };
  await clear();
  let lastFolder = "";
  return {
    write: async (name, chunks) => {
      const [root = "", ...segments] = name.split("/");
      const file = path.join(stagingOf(root), ...segments);
      if (path.dirname(file) !== lastFolder) await mkdir(path.dirname(file), { recursive: true });
      lastFolder = path.dirname(file);
      await pipeline(Readable.from(chunks, { highWaterMark: 1 }), createWriteStream(file, { flags: "wx" }));
    },
    publish: async () => {
      for (const root of ROOTS) {
        for (const child of (await orMissing(readdir(stagingOf(root)))) ?? []) {
          const target = path.join(home, root, child);
          await removeEmptyFolders(target);
          await rename(path.join(stagingOf(root), child), target);
          published.push(target);
        }
      }
      await clear();
    },
    remove: async () => {
      await clear();
      for (const target of published) await rm(target, { recursive: true, force: true });
    },
  };
}
