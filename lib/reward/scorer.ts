/** The database's dimensions. EditScore's perceptual quality is stored as `visual_quality` and written as `perceptual_quality` in files. */
export type ScoreDimension = "prompt_following" | "consistency" | "visual_quality" | "overall";

/** One edit: encoded picture bytes, the instruction as data. */
export type EditToScore = { itemId: string; candidateId: string; source: Buffer; edit: Buffer; instruction: string; taskType: string | null };

/** One call of a judge and what came back; `part` is what was asked for, such as SC or PQ. */
export type RawReply = { part: string; attempt: number; text: string | null; ms: number; promptTokens: number | null; completionTokens: number | null; error: { code: string; message: string } | null };

/** One pass over one edit: values in the scorer's range, or why there are none. */
export type PassResult =
  | { pass: number; ok: true; values: Partial<Record<ScoreDimension, number>>; reasoning: string | null; repaired: boolean; extra: Record<string, number>; replies: RawReply[] }
  | { pass: number; ok: false; error: { code: string; message: string }; replies: RawReply[] };

/** A reward model at a version. */
export interface Scorer {
  name: string;
  kind: "vlm" | "onnx" | "starter" | "learned";
  /** SHA-256 over everything that changes numbers. */
  version: string;
  dimensions: ScoreDimension[];
  scale: { min: number; max: number };
  passes: number;
  /** The definition without secrets. */
  describe(): Record<string, unknown>;
  /** One list of results for each edit, in order, each with one result for every pass asked for. Never throws for one edit's sake. */
  score(edits: EditToScore[], options?: { passes?: number[]; signal?: AbortSignal }): Promise<PassResult[][]>;
  dispose(): Promise<void>;
}
