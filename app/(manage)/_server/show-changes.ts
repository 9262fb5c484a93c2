import type { Candidate } from "#lib/generated/prisma/client.ts";
import { type Alignment, pictureAddress, readAlignment } from "#lib/image/index.ts";

/** The address of a candidate's change map, null until it is prepared, and the part of the source that it covers. */
export function showChanges(candidate: Candidate, actorId: string): { changes: string | null; covered: Alignment["covered"] } {
  const changes = candidate.changedShare === null ? null : pictureAddress({ id: candidate.id, variant: "changes", actorId });
  return { changes, covered: readAlignment(candidate.alignment).covered };
}
