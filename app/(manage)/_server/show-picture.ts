import type { Picture } from "#lib/generated/prisma/client.ts";
import { pictureAddress } from "#lib/image/index.ts";
import type { KnownError } from "../../_messages/explain-error.ts";

/** A picture for a page: `address` is null while it is being prepared, and for good when it could not be read. */
export type ShownPicture = { address: string | null; width: number; height: number; failure: KnownError | null };

export function showPicture(picture: Picture, variant: "view" | "thumb", actorId: string): ShownPicture {
  const { id, state, width, height, failureCode, failureMessage } = picture;
  return { address: state === "READY" ? pictureAddress({ id, variant, actorId }) : null, width, height, failure: state === "FAILED" ? { code: failureCode ?? "picture_broken", message: failureMessage ?? "could not be read" } : null };
}
