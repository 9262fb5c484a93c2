import { deriveSeed, createRandom } from "#lib/perturbation/random.ts";
import { codeOf, keepAlive, send } from "./send.ts";
import { type Acknowledged, SimulatedAnnotator, type Sent } from "./annotator.ts";

export type Measured = {
  seconds: number;
  claimMs: number[];
  submitMs: number[];
  acknowledged: Acknowledged[];
  /** Replies that are not a success, by kind and code. */
  errors: Map<string, number>;
};
export type Crowd = { address: string; cookies: string[]; slug: string; leaseSeconds: number };
type Pace = { seconds: number; warmUpSeconds: number; think: (random: () => number) => number };

/** All of a crowd at work at once for some seconds; what happens while it warms up is not counted, errors are. */
export async function measureCrowd(crowd: Crowd, { seconds, warmUpSeconds, think }: Pace): Promise<Measured> {
  const measured: Measured = { seconds, claimMs: [], submitMs: [], acknowledged: [], errors: new Map() };
  const from = performance.now() + warmUpSeconds * 1_000;
  const until = from + seconds * 1_000;
  const note = (what: string) => measured.errors.set(what, (measured.errors.get(what) ?? 0) + 1);
  const onReply = ({ kind, reply }: Sent) => {
    if (reply.status !== 200) note(`${kind} ${codeOf(reply)}`);
    const now = performance.now();
    if (now < from || now > until) return;
    if (kind === "claim") measured.claimMs.push(reply.ms);
    if (kind === "submit") measured.submitMs.push(reply.ms);
  };
  const people = crowd.cookies.map((cookie, index) => {
    const { next } = createRandom(deriveSeed(index, crowd.slug));
    return { next, annotator: new SimulatedAnnotator({ ...crowd, cookie, index, random: next, onReply, onAcknowledged: (given) => measured.acknowledged.push(given), onRefused: (_body, code) => note(`refused ${code}`) }) };
  });
  await Promise.all(people.map(({ annotator, next }) => annotator.work({ isOver: () => performance.now() > until, think: () => think(next) })));
  if (people.some(({ annotator }) => annotator.hasFinished)) note("ran out of work");
  return measured;
}

/**
 * What the framework alone can do under the same clients: claims without a cookie, which the route refuses before anything asks
 * the database. Returns requests a second and how long each took.
 */
export async function measureBareRoute(address: string, slug: string, { clients, seconds }: { clients: number; seconds: number }): Promise<{ perSecond: number; ms: number[] }> {
  const until = performance.now() + seconds * 1_000;
  const ms: number[] = [];
  const ask = async () => {
    while (performance.now() < until) {
      const reply = await send(address, `/api/v1/judging/${slug}/claim`, { body: JSON.stringify({ wanted: 4 }), agent: keepAlive });
      if (reply.status !== 401) throw new Error(`A claim without a cookie was answered ${reply.status}.`);
      ms.push(reply.ms);
    }
  };
  await Promise.all(Array.from({ length: clients }, ask));
  return { perSecond: ms.length / seconds, ms };
}
