import { z } from "zod";

export const ScorerDefinitionSchema = z.looseObject({ kind: z.enum(["vlm", "onnx", "starter", "learned"]) });
export type ScorerDefinition = z.infer<typeof ScorerDefinitionSchema>;
