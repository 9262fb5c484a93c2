import { readFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import sharp from "sharp";
import type { z } from "zod";
import { RewardReply } from "#lib/reward/index.ts";
import type { Figure } from "../../bin/bench.ts";
import { buildWeb } from "../../bin/launch/build-web.ts";
import { startServers } from "../e2e/servers.ts";
import { makeTrainer, registerOnnxScorer } from "../factories/reward.ts";

const REQUESTS = Number(process.env.JUXTA_BENCH_REQUESTS ?? 10_000);
const BATCH = 16;
const CLIENTS = 8;
const SIDE = 32;
const LAYERS = 2;
const PICTURES = 64;
/** One item in so many has a picture that is none. */
const BROKEN_EVERY = 97;
const WARM_UP = Math.min(200, Math.ceil(REQUESTS / 10));
const SAMPLE_MS = 500;
/** Last quarter over first quarter. */
const FLAT = 1.1;

type Picture = { bytes: Buffer; base64: string; green: number };
type Tally = { scored: number; failed: number; refused: number; wrong: string[] };

/** Noisy pictures of 64 pixels as JPEG: small, so that what is around inference shows; what the scorer should say of each is the bare loop's to find. */
async function makePictures(): Promise<Picture[]> {
  return Promise.all(
    Array.from({ length: PICTURES }, async (_, at) => {
      const base = { r: (at * 37) % 256, g: (at * 91) % 256, b: (at * 53) % 256 };
      const bytes = await sharp({ create: { width: 64, height: 64, channels: 3, background: base, noise: { type: "gaussian", mean: 128, sigma: 10 + at / 4 } } }).jpeg().toBuffer();
      return { bytes, base64: bytes.toString("base64"), green: Number.NaN };
    }),
  );
}

async function decode(bytes: Buffer): Promise<Tensor> {
  const pixels = await sharp(bytes).resize(SIDE, SIDE, { fit: "fill" }).raw().toBuffer();
  const data = new Float32Array(pixels.length);
  const places = SIDE * SIDE;
  for (let at = 0; at < places; at += 1) for (let channel = 0; channel < 3; channel += 1) data[channel * places + at] = pixels[at * 3 + channel]! / 255;
  return new Tensor("float32", data, [1, 3, SIDE, SIDE]);
}

/** Edits a second of decoding and running alone, in this process; leaves what the model says in the pictures. */
async function measureBare(model: string, pictures: Picture[]): Promise<number> {
  const session = await InferenceSession.create(model, { executionProviders: ["cpu"], intraOpNumThreads: 1, interOpNumThreads: 1 });
  const started = performance.now();
  const count = Math.min(1_024, REQUESTS * BATCH);
  for (let at = 0; at < count; at += 1) {
    const picture = pictures[at % PICTURES]!;
    const { scores } = await session.run({ source: await decode(pictures[(at + 1) % PICTURES]!.bytes), edit: await decode(picture.bytes) });
    picture.green = Number(scores!.data[4]);
  }
  await session.release();
  return count / ((performance.now() - started) / 1_000);
}

const isBroken = (serial: number) => serial % BROKEN_EVERY === 0;

function makeBody(request: number, pictures: Picture[]): string {
  const items = Array.from({ length: BATCH }, (_, at) => {
    const serial = request * BATCH + at;
    const edit = isBroken(serial) ? Buffer.from(`no picture ${serial}`.padEnd(40)).toString("base64") : pictures[serial % PICTURES]!.base64;
    return { id: String(serial), group: `${request}`, instruction: "Make it green", source: pictures[(serial + 1) % PICTURES]!.base64, edit };
  });
  return JSON.stringify({ scorer: "bench", items });
}

/** Every item has to be there, in its place, with the model's number or an error. */
function check(request: number, reply: z.infer<typeof RewardReply>, pictures: Picture[], tally: Tally): void {
  if (reply.results.length !== BATCH) tally.wrong.push(`request ${request}: ${reply.results.length} results`);
  for (const [at, { index, id, reward, scores, error }] of reply.results.entries()) {
    const serial = request * BATCH + at;
    const isRight = isBroken(serial) ? error !== null && reward === null : error === null && reward !== null && Math.abs((scores?.consistency ?? Number.NaN) / 10 - pictures[serial % PICTURES]!.green) < 1e-3;
    if (index !== at || id !== String(serial) || !isRight) tally.wrong.push(`item ${serial}: ${JSON.stringify({ index, id, reward, error })}`);
    if (reward === null) tally.failed += 1;
    else tally.scored += 1;
  }
}

async function send(address: string, token: string, request: number, pictures: Picture[], tally: Tally): Promise<void> {
  for (;;) {
    const answer = await fetch(`${address}/api/v1/reward`, { method: "POST", headers: { authorization: `Bearer ${token}`, "content-type": "application/json" }, body: makeBody(request, pictures) });
    if (answer.status === 429) {
      tally.refused += 1;
      await answer.arrayBuffer();
      await new Promise((resolve) => setTimeout(resolve, 1_000 * Number(answer.headers.get("retry-after"))));
      continue;
    }
    if (answer.status !== 200) throw new Error(`Request ${request}: ${answer.status} ${await answer.text()}`);
    return check(request, RewardReply.parse(await answer.json()), pictures, tally);
  }
}

async function sendAll(address: string, token: string, from: number, until: number, pictures: Picture[], tally: Tally): Promise<void> {
  let next = from;
  const client = async () => {
    while (next < until) await send(address, token, next++, pictures, tally);
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
}

/** Resident memory of a process in MiB. */
function residentMiB(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? Number.NaN) / 1024;
}

const meanOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Samples memory until it is told to stop; answers the means of each quarter of the time, in MiB. */
function watchMemory(pids: Record<string, number>): () => { name: string; quarters: number[] }[] {
  const samples = Object.fromEntries(Object.keys(pids).map((name) => [name, [] as number[]]));
  const sample = () => {
    for (const [name, pid] of Object.entries(pids)) samples[name]!.push(residentMiB(pid));
  };
  sample();
  const timer = setInterval(sample, SAMPLE_MS);
  return () => {
    clearInterval(timer);
    sample();
    return Object.entries(samples).map(([name, values]) => {
      const quarter = Math.max(1, Math.floor(values.length / 4));
      return { name, quarters: [0, 1, 2, 3].map((at) => meanOf(values.slice(at * quarter, at === 3 ? undefined : (at + 1) * quarter))) };
    });
  };
}

function toFigures(tally: Tally, seconds: number, bare: number, memory: ReturnType<ReturnType<typeof watchMemory>>): Figure[] {
  const rate = (tally.scored + tally.failed) / seconds;
  const baseline = { name: "bare loop of decode + session.run", value: bare, unit: "edits/s" };
  return [
    { name: "reward requests, batches of 16, 8 clients", value: REQUESTS, unit: "requests", met: null },
    { name: "items answered in order with the right number", value: tally.scored, unit: "items", met: tally.wrong.length === 0 },
    { name: "items failed explicitly, all of them broken", value: tally.failed, unit: "items", met: null },
    { name: "batches refused for a full queue and sent again", value: tally.refused, unit: "batches", met: null },
    { name: "rewards over HTTP", value: rate, unit: "edits/s", met: null, baseline },
    { name: "rewards over HTTP, ratio to bare inference", value: rate / bare, unit: "× baseline", met: null, baseline },
    ...memory.map(({ name, quarters: [first = Number.NaN, , , last = Number.NaN] }): Figure => ({ name: `memory of the ${name}, last quarter / first`, value: last / first, unit: "×", target: FLAT, comparison: "at_most", met: last / first <= FLAT, baseline: { name: "first quarter", value: first, unit: "MiB" } })),
  ];
}

/** The Reward API as trainers use it: the production build, the real worker, pictures over HTTP; JUXTA_BENCH_REQUESTS batches (10,000). */
export async function run(): Promise<Figure[]> {
  buildWeb((line) => process.stderr.write(`${line}\n`));
  const folder = mkdtempSync(path.join(tmpdir(), "juxta-bench-"));
  await registerOnnxScorer(folder, "bench", { side: SIDE, layers: LAYERS });
  const { token } = await makeTrainer("bench@example.org");
  const servers = await startServers();
  try {
    const pictures = await makePictures();
    const bareBefore = await measureBare(path.join(folder, "model.onnx"), pictures);
    const tally: Tally = { scored: 0, failed: 0, refused: 0, wrong: [] };
    await sendAll(servers.address, token, REQUESTS, REQUESTS + WARM_UP, pictures, { ...tally, wrong: [] });
    const { web, worker } = servers.pids();
    const memory = watchMemory({ "web server": web, worker: worker ?? 0 });
    const started = performance.now();
    await sendAll(servers.address, token, 0, REQUESTS, pictures, tally);
    const seconds = (performance.now() - started) / 1_000;
    const quarters = memory();
    for (const { name, quarters: means } of quarters) process.stderr.write(`memory of the ${name} by quarter: ${means.map((mean) => mean.toFixed(0)).join(", ")} MiB\n`);
    const bareAfter = await measureBare(path.join(folder, "model.onnx"), pictures);
    for (const line of tally.wrong.slice(0, 10)) process.stderr.write(`${line}\n`);
    return toFigures(tally, seconds, (bareBefore + bareAfter) / 2, quarters);
  } finally {
    await servers.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
