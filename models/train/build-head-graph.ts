import { DEEP_LENGTH } from "../../workers/onnx/deep-features.ts";
import { PLAIN_FEATURES } from "../../workers/onnx/extract-features.ts";
import type { Graph, Tensor } from "../encode-onnx.ts";
import { DIMENSIONS } from "./example.ts";
import { LIMIT } from "./input-transform.ts";
import type { Head } from "./train-head.ts";

const matrix = (name: string, rows: readonly Float64Array[], width: number): Tensor => ({ name, shape: [rows.length, width], data: Float32Array.from(rows.flatMap((row) => [...row])) });
const vector = (name: string, values: ArrayLike<number>): Tensor => ({ name, shape: [values.length], data: Float32Array.from(values) });
const scalar = (name: string, value: number): Tensor => ({ name, shape: [], data: Float32Array.of(value) });

function initializersOf({ transform, network }: Head): Tensor[] {
  const inputCount = PLAIN_FEATURES.length + transform.components.length;
  return [
    vector("plain_mean", transform.plainMean),
    vector("plain_deviation", transform.plainDeviation),
    vector("pooled_mean", transform.pooledMean),
    matrix("components", transform.components, DEEP_LENGTH),
    scalar("lowest", -LIMIT),
    scalar("highest", LIMIT),
    matrix("hidden_weight", network.hidden, inputCount),
    vector("hidden_bias", network.hiddenBias),
    matrix("output_weight", network.output, network.hidden.length),
    matrix("linear_weight", network.linear, inputCount),
    vector("output_bias", network.outputBias),
    vector("no_bias", new Float64Array(DIMENSIONS.length)),
    vector("no_component_bias", new Float64Array(transform.components.length)),
    scalar("scale", 10),
  ];
}

/** The head as ONNX: `plain` and `pooled` features in, `scores` (four, 0..10) out. Needs hidden units and components. */
export function buildHeadGraph(head: Head, metadata: Record<string, string>): Graph {
  const gemm = (name: string, inputs: string[], output: string) => ({ op: "Gemm", name, inputs, outputs: [output], attributes: { transB: 1 } });
  return {
    name: "starter-head",
    nodes: [
      { op: "Sub", name: "centre_plain", inputs: ["plain", "plain_mean"], outputs: ["plain_centred"] },
      { op: "Div", name: "scale_plain", inputs: ["plain_centred", "plain_deviation"], outputs: ["plain_scaled"] },
      { op: "Sub", name: "centre_pooled", inputs: ["pooled", "pooled_mean"], outputs: ["pooled_centred"] },
      gemm("project_pooled", ["pooled_centred", "components", "no_component_bias"], "projected"),
      { op: "Concat", name: "join", inputs: ["plain_scaled", "projected"], outputs: ["joined"], attributes: { axis: 1 } },
      { op: "Clip", name: "hold", inputs: ["joined", "lowest", "highest"], outputs: ["inputs"] },
      gemm("hidden", ["inputs", "hidden_weight", "hidden_bias"], "hidden_sum"),
      { op: "Relu", name: "rectify", inputs: ["hidden_sum"], outputs: ["units"] },
      gemm("output", ["units", "output_weight", "output_bias"], "curved"),
      gemm("linear", ["inputs", "linear_weight", "no_bias"], "straight"),
      { op: "Add", name: "add", inputs: ["curved", "straight"], outputs: ["logits"] },
      { op: "Sigmoid", name: "squash", inputs: ["logits"], outputs: ["shares"] },
      { op: "Mul", name: "stretch", inputs: ["shares", "scale"], outputs: ["scores"] },
    ],
    initializers: initializersOf(head),
    inputs: [
      { name: "plain", shape: ["batch", PLAIN_FEATURES.length] },
      { name: "pooled", shape: ["batch", DEEP_LENGTH] },
    ],
    outputs: [{ name: "scores", shape: ["batch", DIMENSIONS.length] }],
    metadata,
  };
}
