import { createHash } from "node:crypto";
import { HEAD_FORMAT, type LearnedHead } from "../../lib/learn/model/head.ts";
import { encodeOnnx, type Graph, type Node, type Tensor } from "../../models/encode-onnx.ts";
import type { ModelManifest } from "./manifest.ts";

export const HEAD_MODEL = "head.onnx";

const vector = (name: string, values: readonly number[]): Tensor => ({ name, shape: [values.length], data: Float32Array.from(values) });
const scalar = (name: string, value: number): Tensor => ({ name, shape: [], data: Float32Array.of(value) });
const matrix = (name: string, rows: readonly (readonly number[])[]): Tensor => ({ name, shape: [rows.length, rows[0]?.length ?? 0], data: Float32Array.from(rows.flat()) });
const op = (kind: string, inputs: string[], output: string): Node => ({ op: kind, name: output, inputs, outputs: [output] });
const times = (inputs: string[], output: string): Node => ({ ...op("Gemm", inputs, output), attributes: { transB: 1 } });

/** Nodes and numbers of the stacked scorers' part; nothing where none are stacked. */
function stackedPart({ stacked }: LearnedHead): { nodes: Node[]; tensors: Tensor[] } {
  if (stacked.inputs.length === 0) return { nodes: [], tensors: [] };
  return {
    nodes: [op("Sub", ["stacked", "stacked_mean"], "stacked_centred"), op("Div", ["stacked_centred", "stacked_deviation"], "stacked_standard"), times(["stacked_standard", "stacked_weight", "bias"], "from_stacked"), op("Add", ["without_stacked", "from_stacked"], "utilities")],
    tensors: [vector("stacked_mean", stacked.mean), vector("stacked_deviation", stacked.deviation), matrix("stacked_weight", stacked.weights)],
  };
}

/** The head as ONNX: `plain`, `pooled`, `starter` (0..10) and, where scorers are stacked, `stacked` in; `scores` (0..10) and `utilities` out. */
export function buildLearnedGraph(head: LearnedHead): Graph {
  const { plain, pooled, starter } = head;
  const stacked = stackedPart(head);
  const isStacked = stacked.nodes.length > 0;
  return {
    name: "learned-head",
    nodes: [
      op("Sub", ["plain", "plain_mean"], "plain_centred"),
      op("Div", ["plain_centred", "plain_deviation"], "plain_scaled"),
      op("Clip", ["plain_scaled", "lowest", "highest"], "plain_standard"),
      times(["plain_standard", "plain_weight", "bias"], "from_plain"),
      op("Sub", ["pooled", "pooled_mean"], "pooled_centred"),
      times(["pooled_centred", "pooled_weight", "from_plain"], "from_features"),
      op("Div", ["starter", "ten"], "starter_share"),
      op("Clip", ["starter_share", "edge", "other_edge"], "starter_held"),
      op("Sub", ["one", "starter_held"], "starter_rest"),
      op("Div", ["starter_held", "starter_rest"], "starter_odds"),
      op("Log", ["starter_odds"], "starter_log_odds"),
      op("Sub", ["starter_log_odds", "starter_mean"], "starter_centred"),
      op("Div", ["starter_centred", "starter_deviation"], "starter_standard"),
      times(["starter_standard", "starter_weight", "from_features"], isStacked ? "without_stacked" : "utilities"),
      ...stacked.nodes,
      op("Mul", ["utilities", "slope"], "sloped"),
      op("Add", ["sloped", "centre"], "log_odds"),
      op("Sigmoid", ["log_odds"], "shares"),
      op("Mul", ["shares", "ten"], "scores"),
    ],
    initializers: [
      vector("plain_mean", plain.mean),
      vector("plain_deviation", plain.deviation),
      matrix("plain_weight", plain.weights),
      scalar("lowest", -plain.limit),
      scalar("highest", plain.limit),
      vector("pooled_mean", pooled.mean),
      matrix("pooled_weight", pooled.weights),
      vector("starter_mean", starter.mean),
      vector("starter_deviation", starter.deviation),
      matrix("starter_weight", starter.weights),
      scalar("edge", starter.edge),
      scalar("other_edge", 1 - starter.edge),
      scalar("one", 1),
      scalar("ten", 10),
      vector("bias", head.bias),
      vector("slope", head.slope),
      vector("centre", head.centre),
      ...stacked.tensors,
    ],
    inputs: [
      { name: "plain", shape: ["batch", plain.mean.length] },
      { name: "pooled", shape: ["batch", pooled.mean.length] },
      { name: "starter", shape: ["batch", starter.mean.length] },
      ...(isStacked ? [{ name: "stacked", shape: ["batch", head.stacked.inputs.length] }] : []),
    ],
    outputs: [
      { name: "scores", shape: ["batch", head.dimensions.length] },
      { name: "utilities", shape: ["batch", head.dimensions.length] },
    ],
    metadata: { format: HEAD_FORMAT, starter: head.starterVersion },
  };
}

/** The model's bytes and the manifest that a session opens them by. */
export function encodeLearnedHead(head: LearnedHead, slug: string): { model: Buffer; manifest: ModelManifest } {
  const graph = buildLearnedGraph(head);
  const model = encodeOnnx(graph);
  const meaning: Record<string, string> = { plain: "plain features of the starter, in the order of weights.json", pooled: "pooled trunk features of the starter", starter: "the starter's scores, 0 to 10", stacked: "mean scores of the stacked scorers, in their own units", scores: `${head.dimensions.join(", ")}; 0 to 10`, utilities: `${head.dimensions.join(", ")}; log-odds of being preferred` };
  const port = ({ name, shape }: { name: string; shape: (number | string)[] }) => ({ name, shape, meaning: meaning[name] });
  const manifest: ModelManifest = {
    format: "juxta-model-1",
    name: "learned-head",
    file: HEAD_MODEL,
    sha256: createHash("sha256").update(model).digest("hex"),
    bytes: model.length,
    licence: "the project's own",
    source: `learned from the judgments of ${slug}`,
    layout: "batch × features",
    normalisation: "inside the model",
    inputs: graph.inputs.map(port),
    outputs: graph.outputs.map(port),
  };
  return { model, manifest };
}
