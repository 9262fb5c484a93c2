import { randomInt } from "node:crypto";

const COLOURS = ["amber", "azure", "coral", "cobalt", "copper", "crimson", "ebony", "golden", "indigo", "ivory", "jade", "lilac", "maroon", "ochre", "olive", "pearl", "rust", "sable", "scarlet", "silver", "slate", "teal", "umber", "violet"];
const BIRDS = ["avocet", "bittern", "crane", "curlew", "dipper", "dunlin", "egret", "falcon", "finch", "grebe", "heron", "ibis", "kestrel", "lark", "martin", "merlin", "oriole", "osprey", "plover", "raven", "shrike", "swift", "tern", "wren"];

/** A name such as `amber-heron-4821` that says nothing about its bearer. */
export function makePseudonym(): string {
  return `${COLOURS[randomInt(COLOURS.length)]}-${BIRDS[randomInt(BIRDS.length)]}-${randomInt(1000, 10_000)}`;
}
