import { MANAGING_ROLES } from "../auth/actor.ts";
import type { Actor } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { JuxtaError } from "../errors.ts";
import { getStorage, MAX_PICTURE_BYTES, originalKey } from "../image/index.ts";

const STORED = /^sha256:([0-9a-f]{64})$/;
const PART = /^part:(.+)$/s;
const DATA_URL = /^data:image\/[a-z+.-]+;base64,/;
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;

/** Files that came with a request, by name. */
export type Parts = ReadonlyMap<string, Buffer>;

/** Nobody may look at a stored picture who does not manage a project that has it. Says the same of what is not there. */
async function readStored(actor: Actor, sha256: string): Promise<Buffer> {
  const unknown = (cause?: unknown) => new JuxtaError("picture_missing", "There is no such picture in a project that you manage.", { status: 404, cause });
  const projects = { members: { some: { userId: actor.userId, state: "ACTIVE" as const, role: { in: MANAGING_ROLES } } } };
  const picture = await getDb().picture.findFirst({
    where: { sha256, OR: [{ candidates: { some: { project: projects } } }, { itemSources: { some: { item: { project: projects } } } }] },
    select: { id: true },
  });
  if (!picture) throw unknown();
  return getStorage().read(originalKey(sha256)).catch((error: unknown) => {
    throw unknown(error);
  });
}

function decodeBase64(text: string): Buffer {
  const invalid = () => new JuxtaError("picture_invalid", "A picture is base64 of its file, a data: URL of it, sha256:… of a stored one, or part:… of a multipart request.");
  const encoded = text.replace(DATA_URL, "");
  if (encoded.length > (MAX_PICTURE_BYTES * 4) / 3 + 4) throw new JuxtaError("picture_too_large", `At most ${MAX_PICTURE_BYTES} bytes are accepted.`);
  if (encoded.length % 4 === 1 || !BASE64.test(encoded)) throw invalid();
  return Buffer.from(encoded, "base64");
}

/**
 * The bytes that an item's `source` or `edit` names. Addresses of other servers are never asked. Throws `picture_invalid`,
 * `picture_too_large`, or `picture_missing` for a stored picture or a part that is not there.
 */
export async function readNamedPicture(actor: Actor, text: string, parts: Parts): Promise<Buffer> {
  const sha256 = STORED.exec(text)?.[1];
  if (sha256) return readStored(actor, sha256);
  const name = PART.exec(text)?.[1];
  if (name === undefined) return decodeBase64(text);
  const part = parts.get(name);
  if (!part) throw new JuxtaError("picture_missing", "The request has no part of this name.", { status: 404 });
  return part;
}
