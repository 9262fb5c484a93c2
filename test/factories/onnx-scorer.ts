import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { encodeOnnx, type Graph, type Node, type Port } from "../../models/encode-onnx.ts";

type Json = Record<string, unknown>;
export const TASKS = ["subject_add", "color_alter"];

/** What a scorer of the tests is: side of its pictures, how they come, rows it insists on, a column for the task type. */
export type ScorerLook = { side?: number; kind?: "float" | "bytes"; rows?: number; withTask?: boolean; layers?: number };

/** Mean of every channel of one picture, as batch × 3. A stack of convolutions that change nothing makes it as slow as wanted. */
function meansOf(name: string, kind: "float" | "bytes", layers: number): Node[] {
  if (kind === "bytes") {
    return [
      { op: "Cast", name: `${name}-cast`, inputs: [name], outputs: [`${name}-float`], attributes: { to: 1 } },
      { op: "ReduceMean", name: `${name}-mean`, inputs: [`${name}-float`], outputs: [`${name}-means`], attributes: { axes: [1, 2], keepdims: 0 } },
    ];
  }
  const stack = Array.from({ length: layers }, (_, at): Node => ({ op: "Conv", name: `${name}-conv-${at}`, inputs: [at === 0 ? name : `${name}-${at - 1}`, "same"], outputs: [`${name}-${at}`], attributes: { pads: [1, 1, 1, 1] } }));
  return [
    ...stack,
    { op: "GlobalAveragePool", name: `${name}-pool`, inputs: [layers === 0 ? name : `${name}-${layers - 1}`], outputs: [`${name}-pooled`] },
    { op: "Flatten", name: `${name}-flat`, inputs: [`${name}-pooled`], outputs: [`${name}-means`] },
  ];
}

/** Answers batch × 6 (or 8): the mean of red, green and blue of the source, of the edit, and the task type's places. */
function makeGraph({ side = 4, kind = "float", rows, withTask = false, layers = 0 }: ScorerLook): Graph {
  const batch = rows ?? "batch";
  const picture = (name: string): Port => ({ name, shape: kind === "bytes" ? [batch, side, side, 3] : [batch, 3, side, side], type: kind === "bytes" ? "uint8" : "float" });
  const task: Port[] = withTask ? [{ name: "task", shape: [batch, TASKS.length] }] : [];
  const columns = 6 + (withTask ? TASKS.length : 0);
  const same = new Float32Array(81);
  for (const channel of [0, 1, 2]) same[channel * 27 + channel * 9 + 4] = 1;
  return {
    name: "means",
    nodes: [
      ...meansOf("source", kind, layers),
      ...meansOf("edit", kind, layers),
      { op: "Concat", name: "all", inputs: ["source-means", "edit-means", ...task.map(({ name }) => name)], outputs: ["scores"], attributes: { axis: 1 } },
    ],
    initializers: layers > 0 ? [{ name: "same", shape: [3, 3, 3, 3], data: same }] : [],
    inputs: [picture("source"), picture("edit"), ...task],
    outputs: [{ name: "scores", shape: [batch, columns] }],
  };
}

function makeManifest({ side = 4, kind = "float", withTask = false }: ScorerLook, sha256: string): Json {
  const picture = (name: string): Json => ({
    name,
    from: name,
    width: side,
    height: side,
    resize: "stretch",
    ...(kind === "bytes" ? { layout: "NHWC", channels: "RGB", type: "uint8" } : { layout: "NCHW", channels: "RGB", type: "float32" }),
  });
  const best = kind === "bytes" ? 255 : 1;
  return {
    format: "juxta-scorer-1",
    name: "means",
    file: "model.onnx",
    sha256,
    licence: "Apache-2.0",
    inputs: [picture("source"), picture("edit"), ...(withTask ? [{ name: "task", from: "task_type", values: TASKS }] : [])],
    outputs: [{ name: "scores", dimensions: [null, null, null, "prompt_following", "consistency", "visual_quality", ...(withTask ? ["overall", null] : [])], range: { min: 0, max: best } }],
    ...(withTask ? {} : { overall: "mean" }),
    batch: 4,
  };
}

/**
 * Writes a real ONNX model and its manifest into a folder and returns the manifest's path. Its prompt following, consistency and
 * visual quality are the edit's mean red, green and blue, 0 to 10; `change` gets the manifest before it is written.
 */
export function writeOnnxScorer(folder: string, look: ScorerLook = {}, change: (manifest: Json) => Json = (manifest) => manifest): string {
  mkdirSync(folder, { recursive: true });
  const bytes = encodeOnnx(makeGraph(look));
  writeFileSync(path.join(folder, "model.onnx"), bytes);
  const file = path.join(folder, "scorer.json");
  writeFileSync(file, JSON.stringify(change(makeManifest(look, createHash("sha256").update(bytes).digest("hex")))));
  return file;
}
