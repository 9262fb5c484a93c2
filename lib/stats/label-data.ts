import { groupByKey } from "./pair-counts.ts";

/**
 * Answers by item: those of item i lie at offsets[i] to offsets[i+1]−1 of `annotator` (0..annotatorCount−1) and `label`
 * (0..classCount−1).
 */
export type LabelData = { itemCount: number; annotatorCount: number; classCount: number; offsets: Uint32Array; annotator: Int32Array; label: Uint8Array };

/** Classes of a verdict in models: they see no difference between equal and both bad. */
export const VERDICT_CLASSES = ["A", "TIE", "B"] as const;

/** Answers as columns, in any order, brought together by item. O(n). */
export function groupLabels(counts: Pick<LabelData, "itemCount" | "annotatorCount" | "classCount">, columns: { item: Int32Array; annotator: Int32Array; label: Uint8Array }): LabelData {
  const { order, offsets } = groupByKey(columns.item, counts.itemCount);
  const annotator = new Int32Array(order.length);
  const label = new Uint8Array(order.length);
  for (let at = 0; at < order.length; at += 1) {
    annotator[at] = columns.annotator[order[at]!]!;
    label[at] = columns.label[order[at]!]!;
  }
  return { ...counts, offsets, annotator, label };
}
