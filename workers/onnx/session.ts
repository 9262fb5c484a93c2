import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { JuxtaError } from "../../lib/errors.ts";
import { type ModelManifest, modelManifest, type ModelPort } from "./manifest.ts";

export type Numbers = { data: Float32Array; shape: number[] };

export type ModelSession = {
  manifest: ModelManifest;
  /** SHA-256 of the manifest file as it is on disk. */
  manifestSha256: string;
  /** Every input by name; answers every output by name. */
  run(inputs: Record<string, Numbers>): Promise<Record<string, Numbers>>;
  release(): Promise<void>;
};

type SessionPorts = InferenceSession["inputMetadata"];

function modelError(code: string, message: string, cause?: unknown): JuxtaError {
  return new JuxtaError(code, message, { status: 500, cause });
}

async function readModelFile(folder: string, file: string): Promise<Buffer> {
  try {
    return await readFile(join(folder, file));
  } catch (cause) {
    throw modelError("model_missing", `The model file ${file} cannot be read in ${folder}.`, cause);
  }
}

function parseManifest(folder: string, bytes: Buffer): ModelManifest {
  try {
    return modelManifest.parse(JSON.parse(bytes.toString("utf8")));
  } catch (cause) {
    throw modelError("model_manifest_invalid", `manifest.json in ${folder} does not describe a model.`, cause);
  }
}

function describePorts(ports: readonly ModelPort[]): string {
  return ports.map(({ name, shape }) => `${name} ${shape.join("×")}`).join(", ");
}

function checkPorts(manifest: ModelManifest, kind: "inputs" | "outputs", found: SessionPorts): void {
  const wanted = manifest[kind];
  const actual = found.map((port) => ({ name: port.name, shape: port.isTensor ? [...port.shape] : [], type: port.isTensor ? port.type : "" }));
  const agrees =
    actual.length === wanted.length &&
    wanted.every(({ name, shape }) => {
      const other = actual.find((port) => port.name === name);
      return other?.type === "float32" && other.shape.length === shape.length && shape.every((side, at) => typeof side === typeof other.shape[at] && (typeof side === "string" || side === other.shape[at]));
    });
  if (!agrees) throw modelError("model_ports_mismatch", `${manifest.file} has ${kind} ${describePorts(actual)}; its manifest says ${describePorts(wanted)}.`);
}

/**
 * Opens the ONNX model of a folder that holds `manifest.json` and the file it names. Throws JuxtaError `model_missing`,
 * `model_manifest_invalid`, `model_checksum_mismatch`, `model_ports_mismatch` or `model_unreadable`, before anything is scored.
 */
export async function openModel(folder: string, options: { threads?: number } = {}): Promise<ModelSession> {
  const manifestBytes = await readModelFile(folder, "manifest.json");
  const manifest = parseManifest(folder, manifestBytes);
  const bytes = await readModelFile(folder, manifest.file);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  if (sha256 !== manifest.sha256) throw modelError("model_checksum_mismatch", `${manifest.file} is not the file its manifest describes: SHA-256 ${sha256}, expected ${manifest.sha256}.`);
  const session = await InferenceSession.create(bytes, { executionProviders: ["cpu"], intraOpNumThreads: options.threads ?? 1, interOpNumThreads: 1, logSeverityLevel: 3 }).catch((cause: unknown) => {
    throw modelError("model_unreadable", `${manifest.file} is not a model that this runtime can open.`, cause);
  });
  try {
    checkPorts(manifest, "inputs", session.inputMetadata);
    checkPorts(manifest, "outputs", session.outputMetadata);
  } catch (error) {
    await session.release();
    throw error;
  }
  return {
    manifest,
    manifestSha256: createHash("sha256").update(manifestBytes).digest("hex"),
    run: (inputs) => runSession(session, inputs),
    release: () => session.release(),
  };
}

async function runSession(session: InferenceSession, inputs: Record<string, Numbers>): Promise<Record<string, Numbers>> {
  const feeds = Object.fromEntries(Object.entries(inputs).map(([name, { data, shape }]) => [name, new Tensor("float32", data, shape)]));
  const results = await session.run(feeds);
  return Object.fromEntries(
    Object.entries(results).map(([name, tensor]) => {
      if (!(tensor.data instanceof Float32Array)) throw modelError("model_ports_mismatch", `The output ${name} is not float32.`);
      return [name, { data: tensor.data, shape: [...tensor.dims] }];
    }),
  );
}
