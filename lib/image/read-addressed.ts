import { getDb } from "../db.ts";
import { notFound } from "../errors.ts";
import { openPictureToken } from "./picture-address.ts";
import { changeMapKey, derivativeKey, getStorage } from "./storage.ts";

/** The WebP bytes behind a picture address, for the person it was made for. Throws `forbidden` or `not_found`. */
export async function readAddressedPicture(token: string, actorId: string): Promise<Buffer> {
  const { id, variant } = openPictureToken(token, actorId);
  const storage = getStorage();
  const missing = notFound("This picture is not there.");
  if (variant === "changes") {
    return storage.read(changeMapKey(id)).catch(() => {
      throw missing;
    });
  }
  const picture = await getDb().picture.findUnique({ where: { id }, select: { sha256: true, state: true } });
  if (picture?.state !== "READY") throw missing;
  return storage.read(derivativeKey(picture.sha256, variant)).catch(() => {
    throw missing;
  });
}
