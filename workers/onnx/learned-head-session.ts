import type { HeadInput, HeadOutput, LearnedHead } from "../../lib/learn/model/head.ts";
import { type ModelSession, type Numbers, openModel } from "./session.ts";

export type HeadSession = { run(inputs: readonly HeadInput[]): Promise<HeadOutput[]>; release(): Promise<void> };

function toRows(values: readonly ArrayLike<number>[]): Numbers {
  const width = values[0]?.length ?? 0;
  const data = new Float32Array(values.length * width);
  for (const [row, own] of values.entries()) data.set(Float32Array.from(own), row * width);
  return { data, shape: [values.length, width] };
}

async function run(session: ModelSession, head: LearnedHead, inputs: readonly HeadInput[]): Promise<HeadOutput[]> {
  if (inputs.length === 0) return [];
  const names = ["plain", "pooled", "starter", ...(head.stacked.inputs.length > 0 ? (["stacked"] as const) : [])] as (keyof HeadInput)[];
  const outputs = await session.run(Object.fromEntries(names.map((name) => [name, toRows(inputs.map((input) => input[name]))])));
  const width = head.dimensions.length;
  const row = (name: string, index: number) => Array.from(outputs[name]!.data.subarray(index * width, (index + 1) * width));
  return inputs.map((_input, index) => ({ scores: row("scores", index), utilities: row("utilities", index) }));
}

/** Opens the model of a learned head's folder. Throws as `openModel` does. */
export async function openHeadSession(folder: string, head: LearnedHead, threads = 1): Promise<HeadSession> {
  const session = await openModel(folder, { threads });
  return { run: (inputs) => run(session, head, inputs), release: () => session.release() };
}
