import { pairOf, type SeenPair, type SeenPicture } from "./look-at-pair.ts";

/** A picture by its look, or one of the answers that name none. */
type Choice = { look: string } | "equal" | "skip";
type Answer = { instruction: Choice; rest: Choice; quality: Choice; overall: Choice };

/** Of the A-or-B answers to "Overall". */
const LEFT_SHARE = 0.6;
const EQUAL_EVERY = 11;
const SKIP_EVERY = 17;
/** Changes that differ by less than this share look alike. */
const ALIKE = 0.1;
/** At which gold question the person errs, or passes, counted from one. */
const GOLD_SLIPS = new Map<number, "wrong" | "skip">([[2, "wrong"], [7, "wrong"], [9, "skip"], [14, "wrong"]]);
/** At which repeat the person says something else than before. */
const REPEAT_SLIPS = new Map<number, "turn" | "equal" | "skip">([[3, "turn"], [5, "equal"], [6, "turn"], [10, "skip"]]);

/** What the person knows of their own answers to "Overall", from their own side. */
export type Tally = { judged: number; left: number; sided: number; gold: { right: number; wrong: number; skipped: number }; repeats: { same: number; reversed: number; n: number; skipped: number } };

const isSame = (first: Choice, second: Choice): boolean => JSON.stringify(first) === JSON.stringify(second);

function keyOf(choice: Choice, { left }: SeenPair): string {
  if (typeof choice === "object") return choice.look === left.look ? "1" : "3";
  return choice === "equal" ? "2" : "0";
}

/** The edit that changed more of the source, and the one that changed less. */
function sort({ left, right }: SeenPair): { more: SeenPicture; less: SeenPicture; isAlike: boolean } {
  const [less, more] = [left, right].toSorted((first, second) => first.change - second.change) as [SeenPicture, SeenPicture];
  return { more, less, isAlike: more.change - less.change < ALIKE * more.change };
}

/**
 * Somebody who decides by what the pictures look like. `gold`: the better picture's look by pair, for the pairs that they
 * were told of. They prefer what changed more for the instruction and what changed less for the rest; "Overall" takes
 * the left picture so often, gold as it is known, and a pair that was seen before as before, but for the slips above.
 */
export function makeScriptedPerson(gold: ReadonlyMap<string, string>) {
  const tally: Tally = { judged: 0, left: 0, sided: 0, gold: { right: 0, wrong: 0, skipped: 0 }, repeats: { same: 0, reversed: 0, n: 0, skipped: 0 } };
  const given = new Map<string, Answer>();
  const counts = { fresh: 0, gold: 0, repeats: 0 };

  const byLooks = (seen: SeenPair): Answer => {
    const { more, less, isAlike } = sort(seen);
    return { instruction: isAlike ? "equal" : more, rest: isAlike ? "equal" : less, quality: "equal", overall: "equal" };
  };
  const answerFresh = (seen: SeenPair): Answer => {
    counts.fresh += 1;
    const side = tally.left < LEFT_SHARE * (tally.sided + 1) ? seen.left : seen.right;
    return { ...byLooks(seen), overall: counts.fresh % EQUAL_EVERY === 0 ? "equal" : counts.fresh % SKIP_EVERY === 0 ? "skip" : side };
  };
  const answerGold = (seen: SeenPair, better: string): Answer => {
    const slip = GOLD_SLIPS.get((counts.gold += 1));
    tally.gold[slip === undefined ? "right" : slip === "wrong" ? "wrong" : "skipped"] += 1;
    const right = { look: better };
    const wrong = seen.left.look === better ? seen.right : seen.left;
    return { ...byLooks(seen), instruction: slip === "skip" ? "skip" : right, overall: slip === "skip" ? "skip" : slip === "wrong" ? wrong : right };
  };
  const answerRepeat = (seen: SeenPair, first: Answer): Answer => {
    const slip = REPEAT_SLIPS.get((counts.repeats += 1));
    const turned = keyOf(first.overall, seen) === "1" ? seen.right : seen.left;
    const overall: Choice = slip === undefined ? first.overall : slip === "turn" ? turned : slip;
    if (first.overall === "skip" || overall === "skip") tally.repeats.skipped += 1;
    else {
      tally.repeats.n += 1;
      if (isSame(first.overall, overall)) tally.repeats.same += 1;
      else if (first.overall !== "equal" && overall !== "equal") tally.repeats.reversed += 1;
    }
    return { ...first, overall };
  };

  /** The keys for a pair on screen, one a question. */
  const answer = (seen: SeenPair): string[] => {
    const pair = pairOf(seen);
    const [before, better] = [given.get(pair), gold.get(pair)];
    const chosen = before ? answerRepeat(seen, before) : better ? answerGold(seen, better) : answerFresh(seen);
    const bare = Object.fromEntries(Object.entries(chosen).map(([question, choice]) => [question, typeof choice === "object" ? { look: choice.look } : choice])) as Answer;
    given.set(pair, before ?? bare);
    tally.judged += 1;
    const keys = [bare.instruction, bare.rest, bare.quality, bare.overall].map((choice) => keyOf(choice, seen));
    if (!before && typeof bare.overall === "object") {
      tally.sided += 1;
      tally.left += keys[3] === "1" ? 1 : 0;
    }
    return keys;
  };
  return { answer, tally };
}
