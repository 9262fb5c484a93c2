import type { Region } from "#lib/judgment/index.ts";

/** What a person marked, by place on the screen. `done` says that a picture was looked at: without it, an empty list is no answer. */
export type Marks = { regions: Region[][]; done: boolean[] };

export function startMarks(count: number): Marks {
  return { regions: Array.from({ length: count }, () => []), done: Array.from({ length: count }, () => false) };
}

/** Marks of an answer that was given before: every picture of it was looked at. */
export function marksOfAnswer(regions: Region[][]): Marks {
  return { regions, done: regions.map(() => true) };
}

/** Whether every picture has faults marked or was declared to have none. */
export function isMarked({ done }: Marks): boolean {
  return done.every(Boolean);
}

/** Replaces the regions of one picture; marking one says that it was looked at, taking the last one back unsays it. */
export function withRegions(marks: Marks, edit: number, regions: Region[]): Marks {
  const replace = <Entry>(list: Entry[], entry: Entry) => list.map((before, index) => (index === edit ? entry : before));
  return { regions: replace(marks.regions, regions), done: replace(marks.done, regions.length > 0) };
}

/** Declares that a picture has no faults, or takes that back. */
export function withNoFaults(marks: Marks, edit: number, isNone: boolean): Marks {
  return { regions: marks.regions.map((list, index) => (index === edit ? [] : list)), done: marks.done.map((done, index) => (index === edit ? isNone : done)) };
}

/** How regions of a type look: colour, line and two letters, so that none of them has to be told by colour. */
export type TypeLook = { colour: string; dash: readonly number[]; letters: string };

/** Okabe-Ito. */
const COLOURS = ["#e69f00", "#56b4e9", "#cc79a7", "#009e73", "#f0e442", "#d55e00", "#0072b2"];
const DASHES: readonly (readonly number[])[] = [[], [8, 5], [2, 4], [12, 4, 2, 4]];

/** `types` in the order of the form; a type that an older form offered looks like none of them. */
export function lookOfType(types: readonly string[], type: string): TypeLook {
  const index = types.indexOf(type);
  const letters = [...type].slice(0, 2).join("");
  return { colour: index === -1 ? "#bbbbbb" : COLOURS[index % COLOURS.length]!, dash: index === -1 ? [1, 6] : DASHES[index % DASHES.length]!, letters: letters.charAt(0).toUpperCase() + letters.slice(1) };
}
