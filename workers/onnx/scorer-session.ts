import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { channelCount } from "./picture-tensor.ts";
import { scorerError, type ScorerManifest } from "./scorer-manifest.ts";

type ManifestInput = ScorerManifest["inputs"][number];
export type Feed = Float32Array | Uint8Array;

export type ScorerSession = {
  /** Rows of one call: `batch` of the manifest, or what the model insists on. */
  rows: number;
  /** The model takes only calls of exactly `rows`. */
  isFixed: boolean;
  /** Feeds in the manifest's order, `count` rows each; answers the outputs in the manifest's order, row by row. */
  run(feeds: Feed[], count: number): Promise<Float32Array[]>;
  release(): Promise<void>;
};

const typeOf = (input: ManifestInput) => (input.from === "task_type" ? "float32" : input.type);

/** The shape of one row. */
export function rowShape(input: ManifestInput): number[] {
  if (input.from === "task_type") return [input.values.length];
  const channels = channelCount(input);
  return input.layout === "NCHW" ? [channels, input.height, input.width] : [input.height, input.width, channels];
}

export function rowLength(input: ManifestInput): number {
  return rowShape(input).reduce((product, side) => product * side, 1);
}

export function makeFeed(input: ManifestInput, rows: number): Feed {
  return typeOf(input) === "uint8" ? new Uint8Array(rows * rowLength(input)) : new Float32Array(rows * rowLength(input));
}

type Port = { name: string; type: string; shape: readonly (number | string)[] };

function portsOf(metadata: InferenceSession["inputMetadata"]): Port[] {
  return metadata.map((port) => ({ name: port.name, type: port.isTensor ? port.type : "no tensor", shape: port.isTensor ? port.shape : [] }));
}

const words = ({ type, shape }: Omit<Port, "name">) => `${type} ${shape.join("×")}`;

/** Why a port of the model is not what the manifest says; a side with a name may be anything. */
function whyNot(port: Port | undefined, wanted: Omit<Port, "name">, known: Port[]): string | null {
  if (!port) return `the model has none of this name; it has ${known.map(({ name }) => name).join(", ")}`;
  const fits = port.type === wanted.type && port.shape.length === wanted.shape.length && port.shape.slice(1).every((side, at) => typeof side === "string" || side === wanted.shape[at + 1]);
  return fits ? null : `the model has ${words(port)}, the manifest says ${words(wanted)}`;
}

/** A column of outputs may come as batch × columns, or, where there is only one, as batch. */
function whyNotOutput(port: Port | undefined, columns: number, known: Port[]): string | null {
  const why = whyNot(port, { type: "float32", shape: ["batch", columns] }, known);
  return why !== null && columns === 1 && port?.type === "float32" && port.shape.length === 1 ? null : why;
}

function mismatch(manifest: ScorerManifest, reasons: Record<string, string>): Error {
  const [first] = Object.entries(reasons);
  return scorerError("model_ports_mismatch", `${manifest.file} is not what its manifest says: ${first?.join(": ") ?? ""}.`, reasons);
}

function checkPorts(manifest: ScorerManifest, session: InferenceSession): void {
  const [inputs, outputs] = [portsOf(session.inputMetadata), portsOf(session.outputMetadata)];
  const reasons: Record<string, string> = {};
  const note = (field: string, why: string | null) => {
    if (why !== null) reasons[field] = why;
  };
  for (const [at, input] of manifest.inputs.entries()) note(`inputs.${at}`, whyNot(inputs.find(({ name }) => name === input.name), { type: typeOf(input), shape: ["batch", ...rowShape(input)] }, inputs));
  for (const [at, output] of manifest.outputs.entries()) note(`outputs.${at}`, whyNotOutput(outputs.find(({ name }) => name === output.name), output.dimensions.length, outputs));
  const unfed = inputs.find(({ name }) => !manifest.inputs.some((input) => input.name === name));
  if (unfed) note("inputs", `the model also wants ${unfed.name}, ${words(unfed)}`);
  if (Object.keys(reasons).length > 0) throw mismatch(manifest, reasons);
}

/** Rows of one call. A model whose first side is a number takes exactly so many. */
function rowsOf(manifest: ScorerManifest, session: InferenceSession, wanted: number): { rows: number; isFixed: boolean } {
  const fixed = portsOf(session.inputMetadata).map(({ shape }) => shape[0]).filter((side) => typeof side === "number");
  if (new Set(fixed).size > 1) throw mismatch(manifest, { batch: `the inputs want ${fixed.join(" and ")} rows` });
  return fixed[0] === undefined ? { rows: wanted, isFixed: false } : { rows: fixed[0], isFixed: true };
}

async function readModel(folder: string, manifest: ScorerManifest): Promise<Buffer> {
  const bytes = await readFile(path.join(folder, manifest.file)).catch((cause: unknown) => {
    throw scorerError("model_missing", `The model file ${manifest.file} cannot be read in ${folder}.`, { file: "cannot be read" }, cause);
  });
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  if (sha256 !== manifest.sha256) throw scorerError("model_checksum_mismatch", `${manifest.file} is not the file that its manifest describes.`, { sha256: `the file has ${sha256}` });
  return bytes;
}

async function runModel(session: InferenceSession, manifest: ScorerManifest, feeds: Feed[], count: number): Promise<Float32Array[]> {
  const tensors = manifest.inputs.map((input, at): [string, Tensor] => {
    const feed = feeds[at]!.subarray(0, count * rowLength(input));
    const shape = [count, ...rowShape(input)];
    return [input.name, feed instanceof Uint8Array ? new Tensor("uint8", feed, shape) : new Tensor("float32", feed, shape)];
  });
  const results = await session.run(Object.fromEntries(tensors), manifest.outputs.map(({ name }) => name));
  return manifest.outputs.map((output, at) => {
    const tensor = results[output.name];
    const columns = output.dimensions.length;
    const isRight = tensor !== undefined && tensor.data instanceof Float32Array && tensor.dims[0] === count && tensor.data.length === count * columns;
    if (!isRight) throw mismatch(manifest, { [`outputs.${at}`]: `the model gave ${tensor?.type ?? "nothing"} ${tensor?.dims.join("×") ?? ""} for ${count} edits, the manifest says ${columns} numbers each` });
    return tensor.data as Float32Array;
  });
}

async function prepare(session: InferenceSession, manifest: ScorerManifest, batch: number): Promise<Omit<ScorerSession, "release">> {
  checkPorts(manifest, session);
  const { rows, isFixed } = rowsOf(manifest, session, batch);
  // The first call reserves memory and shows what shapes the model really has: both belong before the first edit.
  await runModel(session, manifest, manifest.inputs.map((input) => makeFeed(input, rows)), rows).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "model_ports_mismatch") throw error;
    throw scorerError("model_unreadable", `${manifest.file} cannot be run with what its manifest says: ${error instanceof Error ? error.message : String(error)}`, { inputs: "the model refused them" }, error);
  });
  return { rows, isFixed, run: (feeds, count) => runModel(session, manifest, feeds, count) };
}

/**
 * Opens and warms up the model of a manifest. `batch`: rows of a call where the model leaves that open. Throws `model_missing`,
 * `model_checksum_mismatch`, `model_unreadable` or `model_ports_mismatch`, with reasons by field of the manifest.
 */
export async function openScorerSession(folder: string, manifest: ScorerManifest, { threads, batch }: { threads: number; batch: number }): Promise<ScorerSession> {
  const bytes = await readModel(folder, manifest);
  const session = await InferenceSession.create(bytes, { executionProviders: ["cpu"], intraOpNumThreads: threads, interOpNumThreads: 1, logSeverityLevel: 4 }).catch((cause: unknown) => {
    throw scorerError("model_unreadable", `${manifest.file} is not a model that this runtime can open.`, { file: "cannot be opened" }, cause);
  });
  try {
    return { ...(await prepare(session, manifest, batch)), release: () => session.release() };
  } catch (error) {
    await session.release();
    throw error;
  }
}
