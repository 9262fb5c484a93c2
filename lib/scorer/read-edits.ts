import { getDb } from "../db.ts";
import type { Picture } from "../generated/prisma/client.ts";
import { getStorage, originalKey } from "../image/index.ts";
import type { EditToScore } from "../reward/scorer.ts";

/** Candidates with their pictures' bytes as they came, so that every scorer says the same here and in `juxta score`, in the order asked for; those that are gone or have no whole source are left out. */
export async function readEdits(candidateIds: string[]): Promise<EditToScore[]> {
  const rows = await getDb().candidate.findMany({
    where: { id: { in: candidateIds }, picture: { state: "READY" } },
    include: { picture: true, item: { include: { reference: true, sources: { where: { position: 0 }, include: { picture: true } } } } },
  });
  const storage = getStorage();
  const read = new Map<string, Promise<Buffer>>();
  const bytesOf = (picture: Picture) => {
    const key = originalKey(picture.sha256);
    const bytes = read.get(key) ?? storage.read(key);
    read.set(key, bytes);
    return bytes;
  };
  const edits = await Promise.all(
    candidateIds.map(async (candidateId): Promise<EditToScore[]> => {
      const row = rows.find(({ id }) => id === candidateId);
      const source = row?.item.sources[0]?.picture;
      if (!row || !source || source.state !== "READY") return [];
      const { item } = row;
      const instruction = item.instruction ?? `${item.sourceCaption} → ${item.targetCaption}`;
      return [{ itemId: item.id, candidateId, source: await bytesOf(source), edit: await bytesOf(row.picture), ...(item.reference?.state === "READY" ? { reference: await bytesOf(item.reference) } : {}), instruction, translation: item.translation, taskType: item.taskType }];
    }),
  );
  return edits.flat();
}
