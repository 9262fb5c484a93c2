import type { Picture } from "#lib/generated/prisma/client.ts";
import { pictureAddress } from "#lib/image/index.ts";

/** A picture for a page: `address` is null while it is being prepared, and for good when it could not be read. */
export type ShownPicture = { address: string | null; width: number; height: number; failure: string | null };

export function showPicture(picture: Picture, variant: "view" | "thumb", actorId: string): ShownPicture {
  const { id, state, width, height, failureMessage } = picture;
  return { address: state === "READY" ? pictureAddress({ id, variant, actorId }) : null, width, height, failure: state === "FAILED" ? (failureMessage ?? "could not be read") : null };
}
