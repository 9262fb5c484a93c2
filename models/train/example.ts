/** The four outputs of the head, in order. */
export const DIMENSIONS = ["prompt_following", "consistency", "visual_quality", "overall"] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** One candidate as the head sees it; `labels` follow DIMENSIONS, 0..1. */
export type Example = {
  item: string;
  photograph: string;
  taskType: string;
  generator: string;
  fault: string;
  plain: Float32Array;
  pooled: Float32Array;
  labels: number[];
};
