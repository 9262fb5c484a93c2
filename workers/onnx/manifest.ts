import { z } from "zod";

const port = z.object({
  name: z.string().min(1),
  /** A string is a dimension that may vary, by that name. */
  shape: z.array(z.union([z.number().int().positive(), z.string().min(1)])),
  meaning: z.string().optional(),
});

/** What a model folder's `manifest.json` must say; the session refuses a file that does not agree with it. */
export const modelManifest = z.object({
  format: z.literal("juxta-model-1"),
  name: z.string().min(1),
  file: z.string().regex(/^[a-z0-9][a-z0-9.-]*\.onnx$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int().positive(),
  licence: z.string().min(1),
  source: z.string().min(1),
  layout: z.string().min(1),
  normalisation: z.string().min(1),
  inputs: z.array(port).min(1),
  outputs: z.array(port).min(1),
});
export type ModelManifest = z.infer<typeof modelManifest>;
export type ModelPort = z.infer<typeof port>;
