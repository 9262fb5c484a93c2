import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Picture } from "#lib/generated/prisma/client.ts";
import { type AddressedVariant, changeMapKey, derivativeKey, getStorage, openPictureToken, pictureAddress, readAddressedPicture } from "#lib/image/index.ts";
import { derive, makePlainPicture, makeUndecodablePicture } from "../factories/pictures.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

const HOUR_MS = 3_600_000;
const PREFIX = "/api/picture/";
const VARIANTS: AddressedVariant[] = ["view", "thumb", "changes"];

let database: TestDatabase;
let picture: Picture;
beforeAll(async () => {
  database = await createTestDatabase();
  picture = await derive(await makePlainPicture());
});
afterAll(() => database?.drop());

const tokenFor = (actorId: string, options: { id?: string; variant?: AddressedVariant; now?: number } = {}) => pictureAddress({ id: picture.id, variant: "view", actorId, ...options }).slice(PREFIX.length);
const REFUSED = expect.objectContaining({ code: "forbidden", status: 403 });
const refusal = (open: () => unknown) => {
  try {
    return open();
  } catch (error) {
    return error;
  }
};

test("an address opens for its person and says nothing readable", () => {
  const actorId = randomUUID();
  for (const variant of VARIANTS) {
    const address = pictureAddress({ id: picture.id, variant, actorId });
    expect(address).toMatch(/^\/api\/picture\/[A-Za-z0-9_-]{87}$/);
    expect(openPictureToken(address.slice(PREFIX.length), actorId)).toEqual({ id: picture.id, variant });
    const bytes = Buffer.from(address.slice(PREFIX.length), "base64url");
    for (const id of [picture.id, actorId]) expect(bytes.includes(Buffer.from(id.replaceAll("-", ""), "hex"))).toBe(false);
  }
});

test("an address stays for hours so that browsers keep it, and differs by picture, variant and person", () => {
  const [one, other] = [randomUUID(), randomUUID()];
  const periodStart = 1_000 * 12 * HOUR_MS;
  const first = tokenFor(one, { now: periodStart });
  expect(tokenFor(one, { now: periodStart + 12 * HOUR_MS - 1 })).toBe(first);
  const others = [tokenFor(one, { now: periodStart + 12 * HOUR_MS }), tokenFor(other, { now: periodStart }), tokenFor(one, { now: periodStart, variant: "thumb" }), tokenFor(one, { now: periodStart, id: randomUUID() })];
  expect(new Set([first, ...others]).size).toBe(5);
  const shared = others.filter((token) => token.slice(0, 16) === first.slice(0, 16));
  expect(shared).toEqual([]);
});

test("an old address is refused, a recent one opens in the next period", () => {
  const actorId = randomUUID();
  const made = 1_000 * 12 * HOUR_MS + 11 * HOUR_MS;
  const token = tokenFor(actorId, { now: made });
  expect(openPictureToken(token, actorId, made + 12 * HOUR_MS)).toMatchObject({ id: picture.id });
  expect(refusal(() => openPictureToken(token, actorId, 1_002 * 12 * HOUR_MS - 1))).toMatchObject({ id: picture.id });
  expect(refusal(() => openPictureToken(token, actorId, 1_002 * 12 * HOUR_MS))).toEqual(REFUSED);
});

test("somebody else's address is refused", () => {
  const [owner, other] = [randomUUID(), randomUUID()];
  expect(refusal(() => openPictureToken(tokenFor(owner), other))).toEqual(REFUSED);
});

test("an address changed in any one character is refused", () => {
  const actorId = randomUUID();
  const token = tokenFor(actorId);
  for (let index = 0; index < token.length; index += 1) {
    const changed = token.slice(0, index) + (token[index] === "A" ? "B" : "A") + token.slice(index + 1);
    expect(refusal(() => openPictureToken(changed, actorId)), `character ${index}`).toEqual(REFUSED);
  }
});

test("what is no address at all is refused", () => {
  const actorId = randomUUID();
  const token = tokenFor(actorId);
  for (const text of ["", "x", picture.id, token.slice(1), `${token}A`, `${token}==`, ` ${token}`, "A".repeat(87), `../${token}`]) {
    expect(refusal(() => openPictureToken(text, actorId)), text).toEqual(REFUSED);
  }
});

test("the bytes behind an address are the derivative's, for its person alone", async () => {
  const [actorId, other, candidateId] = [randomUUID(), randomUUID(), randomUUID()];
  await getStorage().write(changeMapKey(candidateId), Buffer.from("map"));
  for (const variant of ["view", "thumb"] as const) {
    expect(await readAddressedPicture(tokenFor(actorId, { variant }), actorId)).toEqual(await getStorage().read(derivativeKey(picture.sha256, variant)));
  }
  expect((await readAddressedPicture(tokenFor(actorId, { variant: "changes", id: candidateId }), actorId)).toString()).toBe("map");
  await expect(readAddressedPicture(tokenFor(actorId), other)).rejects.toMatchObject({ code: "forbidden" });
});

test("an address of nothing, or of a picture that cannot be shown, finds nothing", async () => {
  const actorId = randomUUID();
  const failed = await derive(await makeUndecodablePicture());
  expect(failed.state).toBe("FAILED");
  for (const id of [failed.id, randomUUID()]) {
    for (const variant of VARIANTS) await expect(readAddressedPicture(tokenFor(actorId, { id, variant }), actorId)).rejects.toMatchObject({ code: "not_found" });
  }
});
