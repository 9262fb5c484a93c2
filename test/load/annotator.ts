import { randomUUID } from "node:crypto";
import type { JudgingBatch, JudgingView, SubmitJudgmentInput } from "#lib/judgment/index.ts";
import { codeOf, type Reply, send } from "./send.ts";

/** As the judging page has them: how many are decoded ahead, and the most that it asks for at once. */
const AHEAD = 3;
const MOST = 8;
const RETRY_MS = [100, 200, 500, 1_000];
const NO_WORK_WAIT_MS = 300;
const VALUES = ["left", "right", "tie", "skip"] as const;

export type Acknowledged = { body: SubmitJudgmentInput; annotator: number; text: string };
export type Sent = { kind: "claim" | "submit" | "renew" | "release"; reply: Reply };
export type AnnotatorOptions = {
  /** Where claims go, and where answers go; the same unless something stands between. */
  address: string;
  cookie: string;
  slug: string;
  index: number;
  random: () => number;
  leaseSeconds: number;
  /** Called with every reply, also those that are tried again. */
  onReply: (sent: Sent) => void;
  onAcknowledged: (acknowledged: Acknowledged) => void;
  /** An answer that the server refused for good; nobody is told that it was stored. */
  onRefused: (body: SubmitJudgmentInput, code: string) => void;
};

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The server has spoken, and saying it again changes nothing: as the page's outbox decides. */
function isFinal({ status, body }: Reply): boolean {
  return (status === 200 && body !== null) || (status >= 400 && status < 500 && status !== 429 && status !== 401);
}

/** Somebody at the judging page, without the page: claims ahead, renews, answers under keys of its own, retries until acknowledged. */
export class SimulatedAnnotator {
  readonly options: AnnotatorOptions;
  /** Nothing is left for this person. */
  hasFinished = false;
  readonly #queue: JudgingView[] = [];
  readonly #done = new Set<string>();
  #dimensions: string[] = [];
  #renewedAt = Date.now();

  constructor(options: AnnotatorOptions) {
    this.options = options;
  }

  get queue(): readonly JudgingView[] {
    return this.#queue;
  }

  /** Sends until an answer comes that sending again would not change. */
  async #insist(kind: "claim" | "submit", path: string, body: unknown): Promise<Reply> {
    for (let attempt = 0; ; attempt += 1) {
      const reply = await this.#send(kind, path, body);
      if (isFinal(reply)) return reply;
      await wait((RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)] ?? 1_000) * (0.5 + Math.random()));
    }
  }

  async #send(kind: Sent["kind"], path: string, body: unknown): Promise<Reply> {
    const reply = await send(this.options.address, path, { cookie: this.options.cookie, body: JSON.stringify(body) });
    this.options.onReply({ kind, reply });
    return reply;
  }

  /** Fills the queue as the page does; `waiting` answers are on their way and still hold their leases. */
  async claim(waiting = 0): Promise<void> {
    const reply = await this.#insist("claim", `/api/v1/judging/${this.options.slug}/claim`, { wanted: Math.min(MOST, AHEAD + waiting) });
    if (reply.status !== 200) throw new Error(`The claim was refused: ${codeOf(reply)}.`);
    const batch = reply.body as JudgingBatch;
    this.#dimensions = batch.project.dimensions;
    const held = new Set(this.#queue.map((view) => view.leaseId));
    for (const view of batch.comparisons) if (!held.has(view.leaseId) && !this.#done.has(view.leaseId)) this.#queue.push(view);
    this.hasFinished = batch.ending !== null && this.#queue.length === 0 && waiting === 0;
  }

  /** Takes the unit on screen off the queue; null when there is none. */
  take(): JudgingView | null {
    const view = this.#queue.shift();
    if (view) this.#done.add(view.leaseId);
    return view ?? null;
  }

  /** An answer to a unit, under a key of its own. Its duration and note are as good as unique, so that content can be compared. */
  makeAnswer({ leaseId }: { leaseId: string }): SubmitJudgmentInput {
    const { random, index } = this.options;
    const value = VALUES[Math.floor(random() * VALUES.length)] ?? "tie";
    const id = randomUUID();
    const verdicts = Object.fromEntries(this.#dimensions.map((dimension) => [dimension, { value }]));
    return { id, leaseId, verdicts, durationMs: 500 + Math.floor(random() * 60_000), note: `${index} ${id.slice(0, 8)}` };
  }

  /** Sends an answer until it is acknowledged or refused for good. */
  async submit(body: SubmitJudgmentInput): Promise<void> {
    const reply = await this.#insist("submit", "/api/v1/judging/judgments", body);
    if (reply.status === 200) this.options.onAcknowledged({ body, annotator: this.options.index, text: reply.text });
    else this.options.onRefused(body, codeOf(reply));
  }

  /** Keeps what is on screen and ahead, when a third of the lease has gone by. */
  async renew(): Promise<void> {
    if (Date.now() - this.#renewedAt < (this.options.leaseSeconds * 1_000) / 3 || this.#queue.length === 0) return;
    this.#renewedAt = Date.now();
    await this.#send("renew", "/api/v1/judging/renew", { leaseIds: this.#queue.slice(0, MOST).map((view) => view.leaseId) });
  }

  /** Gives a unit back unanswered. */
  async release({ leaseId }: { leaseId: string }): Promise<void> {
    await this.#send("release", "/api/v1/judging/release", { leaseId, reason: "skipped", note: "" });
  }

  /** One unit after the other until `isOver`, with a pause before each answer; the next claim travels beside the answer. */
  async work({ isOver, think }: { isOver: () => boolean; think: () => number }): Promise<void> {
    await this.claim();
    while (!isOver() && !this.hasFinished) {
      const pause = think();
      if (pause > 0) await wait(pause);
      if (isOver()) return;
      await this.renew();
      const view = this.take();
      if (view) await Promise.all([this.submit(this.makeAnswer(view)), this.claim(1)]);
      else {
        await wait(NO_WORK_WAIT_MS);
        await this.claim();
      }
    }
  }
}
