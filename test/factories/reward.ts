import { createUser } from "#lib/auth/index.ts";
import type { Actor } from "#lib/auth/index.ts";
import { getDb } from "#lib/db.ts";
import type { ScorerVersion } from "#lib/generated/prisma/client.ts";
import { registerScorer } from "#lib/scorer/index.ts";
import { createToken } from "#lib/token/index.ts";
import { openManifestScorer } from "../../workers/onnx/manifest-scorer.ts";
import { makePlainPicture } from "./pictures.ts";
import { writeOnnxScorer } from "./onnx-scorer.ts";

/** A researcher with a token for the Reward API. */
export async function makeTrainer(email = "trainer@example.org"): Promise<{ actor: Actor; token: string; tokenId: string }> {
  const user = await createUser(getDb(), { email });
  const actor: Actor = { userId: user.id, pseudonym: user.pseudonym, email: user.email, simulated: false, sessionId: user.id };
  const { token, id } = await createToken(actor, { name: "trainer" });
  return { actor, token, tokenId: id };
}

/** Registers an ONNX scorer whose overall score is the edit's mean brightness, 0..10; `layers` makes it slower. */
export async function registerOnnxScorer(folder: string, name: string, look: Parameters<typeof writeOnnxScorer>[1] = {}): Promise<ScorerVersion> {
  const manifest = writeOnnxScorer(folder, look);
  const scorer = await openManifestScorer(manifest);
  await scorer.dispose();
  return registerScorer({ name, kind: "onnx", description: "", hash: scorer.version, scaleMin: 0, scaleMax: 10, config: { kind: "onnx" }, definition: { kind: "onnx", manifest, threads: 1 } });
}

/** A grey picture of `level` 0..255 as base64. */
export async function greyPicture(level: number, size = 16): Promise<string> {
  const grey = level.toString(16).padStart(2, "0");
  return (await makePlainPicture({ colour: `#${grey}${grey}${grey}`, width: size, height: size })).toString("base64");
}
