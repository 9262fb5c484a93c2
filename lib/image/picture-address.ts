import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from "node:crypto";
import { getEnv } from "../env.ts";
import { forbidden } from "../errors.ts";
import type { PictureVariant } from "./storage.ts";

/** `changes` names a candidate's change map; the other two name a derivative of a picture. */
export type AddressedVariant = PictureVariant | "changes";

const VARIANTS: AddressedVariant[] = ["view", "thumb", "changes"];
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const PAYLOAD_BYTES = 16 + 16 + 4 + 1;
/** Addresses stay the same for this long, so that browsers cache them; each is valid for one to two periods. */
const PERIOD_SECONDS = 12 * 3600;

function keysOf(secret: string): { cipher: Buffer; nonce: Buffer } {
  const bytes = Buffer.from(hkdfSync("sha256", secret, "", "juxta picture address", 64));
  return { cipher: bytes.subarray(0, 32), nonce: bytes.subarray(32) };
}

function uuidBytes(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll("-", ""), "hex");
}

function uuidText(bytes: Buffer): string {
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/**
 * The address of a picture for one person: `/api/picture/<87 characters>`. Encrypted and authenticated, of one length
 * whatever it names, the same for the same person for hours. The nonce is derived from the payload (as in SIV).
 */
export function pictureAddress(input: { id: string; variant: AddressedVariant; actorId: string; now?: number }): string {
  const keys = keysOf(getEnv().JUXTA_SECRET);
  const period = Math.floor((input.now ?? Date.now()) / 1_000 / PERIOD_SECONDS);
  const payload = Buffer.alloc(PAYLOAD_BYTES);
  uuidBytes(input.id).copy(payload, 0);
  uuidBytes(input.actorId).copy(payload, 16);
  payload.writeUInt32BE(period + 2, 32);
  payload.writeUInt8(VARIANTS.indexOf(input.variant), 36);
  const nonce = createHmac("sha256", keys.nonce).update(payload).digest().subarray(0, NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", keys.cipher, nonce);
  const sealed = Buffer.concat([nonce, cipher.update(payload), cipher.final(), cipher.getAuthTag()]);
  return `/api/picture/${sealed.toString("base64url")}`;
}

/** Opens an address for the person who asks. Throws `forbidden` when it was altered, is old, or is someone else's. */
export function openPictureToken(token: string, actorId: string, now: number = Date.now()): { id: string; variant: AddressedVariant } {
  const refusal = forbidden("This picture address is not valid any more. Reload the page.");
  const sealed = Buffer.from(token, "base64url");
  if (sealed.length !== NONCE_BYTES + PAYLOAD_BYTES + TAG_BYTES || sealed.toString("base64url") !== token) throw refusal;
  const keys = keysOf(getEnv().JUXTA_SECRET);
  const decipher = createDecipheriv("aes-256-gcm", keys.cipher, sealed.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  let payload: Buffer;
  try {
    payload = Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw refusal;
  }
  const variant = VARIANTS[payload.readUInt8(36)];
  const isOver = payload.readUInt32BE(32) * PERIOD_SECONDS * 1_000 <= now;
  if (!variant || isOver || uuidText(payload.subarray(16, 32)) !== actorId) throw refusal;
  return { id: uuidText(payload.subarray(0, 16)), variant };
}
