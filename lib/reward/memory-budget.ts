import { JuxtaError } from "../errors.ts";
import { MAX_REQUEST_BYTES } from "./schemas.ts";

/** Bytes of bodies that one web server takes in at once: pages must stay quick while trainers send pictures. */
const BUDGET_BYTES = 4 * MAX_REQUEST_BYTES;

let taken = 0;

/** Reserves room for a body and answers what gives it back. Throws `reward_queue_full` (429) where there is none. */
export function reserveBytes(bytes: number): () => void {
  if (taken > 0 && taken + bytes > BUDGET_BYTES) {
    throw new JuxtaError("reward_queue_full", "More is waiting to be scored than is kept. Try again after a while.", { status: 429, details: { retryAfterSeconds: 1 } });
  }
  taken += bytes;
  let isHeld = true;
  return () => {
    if (isHeld) taken -= bytes;
    isHeld = false;
  };
}
