/** The dimensions of the database. EditScore's perceptual quality is `visual_quality` here and `perceptual_quality` in files. */
export type ScoreDimension = "prompt_following" | "consistency" | "visual_quality" | "overall";

/** One edit with the encoded bytes of both pictures. */
export type EditToScore = {
  itemId: string;
  candidateId: string;
  source: Buffer;
  edit: Buffer;
  /** A known good result, where the item has one. */
  reference?: Buffer;
  /** As it was written: what judges read. */
  instruction: string;
  /** Its English words, where they are others: what embedded scorers read. */
  translation?: string | null;
  taskType: string | null;
};

/** The words that an embedded scorer reads, which knows English alone. */
export function inEnglish({ instruction, translation }: Pick<EditToScore, "instruction" | "translation">): string {
  return translation ?? instruction;
}

/** What a judge said to one request, or why it said nothing. `part` names the request (SC, PQ, …); attempts count from 1; `ms` is wall time. */
export type RawReply = {
  part: string;
  attempt: number;
  text: string | null;
  ms: number;
  promptTokens: number | null;
  completionTokens: number | null;
  error: { code: string; message: string } | null;
};

/** One pass over one edit: numbers on the scorer's scale, or a failure with its reason. Passes count from 0. */
export type PassResult =
  | { pass: number; ok: true; values: Partial<Record<ScoreDimension, number>>; reasoning: string | null; repaired: boolean; extra: Record<string, number>; replies: RawReply[] }
  | { pass: number; ok: false; error: { code: string; message: string }; replies: RawReply[] };

export interface Scorer {
  name: string;
  kind: "vlm" | "onnx" | "starter" | "learned";
  /** SHA-256 over everything that changes numbers. */
  version: string;
  dimensions: ScoreDimension[];
  scale: { min: number; max: number };
  passes: number;
  /** The definition without secrets, as stored beside the scores. */
  describe(): Record<string, unknown>;
  /** One result list per edit, in order, each with one result for every pass asked for (all by default). Never throws for one edit's sake. */
  score(edits: EditToScore[], options?: { passes?: number[]; signal?: AbortSignal }): Promise<PassResult[][]>;
  dispose(): Promise<void>;
}
