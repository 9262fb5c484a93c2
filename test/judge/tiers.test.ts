import { expect, test } from "vitest";
import { countOutcome, findTierProblem, formatTiers, listUnplaced, parseTiers, placeInTiers, stepInTiers } from "../../app/(annotate)/judge/[slug]/answers/tiers.ts";

test.each([
  ["3|12|45", 8, 2],
  ["1|234|5", 7, 3],
  ["134|2|5", 7, 3],
  ["1|24|35", 8, 2],
  ["1|4|5|2|3", 10, 0],
  ["12345", 0, 10],
])("%s gives %i preferences and %i ties", (text, preferences, ties) => {
  const tiers = parseTiers(text);
  expect(findTierProblem(tiers, 5, null)).toBeNull();
  expect(countOutcome(tiers)).toEqual({ preferences, ties });
  expect(formatTiers(tiers)).toBe(text);
});

test("commas and other marks separate too, and what is no digit is left out", () => {
  expect(parseTiers("3,1 2>45")).toEqual([[3], [1, 2], [4, 5]]);
  expect(parseTiers("a0b")).toEqual([]);
  expect(formatTiers(parseTiers("3||"))).toBe("3||");
});

test("what is wrong is named: nothing, unknown, repeated, missing, empty, too large", () => {
  const problem = (text: string, most: number | null = null) => findTierProblem(parseTiers(text), 5, most);
  expect(problem("")).toEqual({ kind: "none-yet" });
  expect(problem("|")).toEqual({ kind: "none-yet" });
  expect(problem("1|7")).toEqual({ kind: "unknown", places: [7] });
  expect(problem("11|2345")).toEqual({ kind: "repeated", places: [1] });
  expect(problem("3|12")).toEqual({ kind: "missing", places: [4, 5] });
  expect(problem("3||1245")).toEqual({ kind: "empty-tier", tier: 2 });
  expect(problem("3|1245|")).toEqual({ kind: "empty-tier", tier: 3 });
  expect(problem("3|1245", 2)).toEqual({ kind: "large-tier", tier: 2, most: 2 });
  expect(problem("3|12|45", 2)).toBeNull();
});

test("candidates are put into tiers, between them and out of them", () => {
  const tiers = parseTiers("3|12|45");
  expect(formatTiers(placeInTiers(tiers, 3, { into: 1 }))).toBe("123|45");
  expect(formatTiers(placeInTiers(tiers, 5, { before: 0 }))).toBe("5|3|12|4");
  expect(formatTiers(placeInTiers(tiers, 1, { before: 3 }))).toBe("3|2|45|1");
  expect(formatTiers(placeInTiers(tiers, 3, "out"))).toBe("12|45");
  expect(listUnplaced(placeInTiers(tiers, 3, "out"), 5)).toEqual([3]);
});

test("steps walk through shared tiers and own ones, and stop at the ends", () => {
  const walk = [1, 1, 1, 1, 1].reduce<string[]>((seen, step) => [...seen, formatTiers(stepInTiers(parseTiers(seen.at(-1)!), 3, step as 1))], ["3|12|45"]);
  expect(walk).toEqual(["3|12|45", "123|45", "12|3|45", "12|453", "12|45|3", "12|45|3"]);
  expect(formatTiers(stepInTiers(parseTiers("1|2"), 3, 1))).toBe("1|2|3");
  expect(formatTiers(stepInTiers(parseTiers("1|2"), 2, -1))).toBe("12");
});
