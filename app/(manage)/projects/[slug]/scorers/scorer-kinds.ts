export const KINDS = ["vlm", "onnx", "starter", "learned"] as const;

export function isScorerKind(kind: string): kind is (typeof KINDS)[number] {
  return (KINDS as readonly string[]).includes(kind);
}
