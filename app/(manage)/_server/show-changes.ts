import type { Candidate, Picture } from "#lib/generated/prisma/client.ts";
import { pictureAddress } from "#lib/image/index.ts";
import type { ShownPicture } from "./show-picture.ts";

/** The change map of a candidate, in the shape of its item's first source; null until it is prepared. */
export function showChanges(candidate: Candidate, source: Picture | undefined, actorId: string): ShownPicture | null {
  if (!source || candidate.changedShare === null) return null;
  return { address: pictureAddress({ id: candidate.id, variant: "changes", actorId }), width: source.width, height: source.height, failure: null };
}
