import { readAddressedPicture } from "#lib/image/index.ts";
import { answer } from "../../../_server/answer.ts";
import { requireActor } from "../../../_server/get-actor.ts";

// Every picture gets the same headers: nothing but its pixels may tell one from another.
const HEADERS = {
  "content-type": "image/webp",
  "cache-control": "private, max-age=43200, immutable",
  "content-security-policy": "default-src 'none'; sandbox",
  "cross-origin-resource-policy": "same-origin",
};

export const GET = answer(async (_request, { params }: { params: Promise<{ token: string }> }) => {
  const actor = await requireActor();
  const bytes = await readAddressedPicture((await params).token, actor.userId);
  return new Response(new Uint8Array(bytes), { headers: HEADERS });
});
