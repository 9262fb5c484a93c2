import { describe, expect, it } from "vitest";
import { computeBenjaminiHochberg, computePositionBias, type SideCounts } from "#lib/stats/index.ts";
import { fixtures } from "./annotator-quality-fixtures.ts";
import { createSeeded } from "./seeded.ts";

describe("Benjamini and Hochberg", () => {
  it("gives the known q-values", () => {
    const { p, q } = fixtures.benjaminiHochberg;
    for (const [index, value] of computeBenjaminiHochberg(p).entries()) expect(value).toBeCloseTo(q[index] ?? Number.NaN, 12);
    const worked = computeBenjaminiHochberg([0.01, 0.04, 0.03]);
    for (const [index, value] of [0.03, 0.04, 0.04].entries()) expect(worked[index]).toBeCloseTo(value, 12);
  });

  it("leaves unknown values unknown and out of the count", () => {
    expect(computeBenjaminiHochberg([0.01, null, 0.5])).toEqual([0.02, null, 0.5]);
    expect(computeBenjaminiHochberg([])).toEqual([]);
  });

  it("never lies below the p-value or above 1, and keeps the order", () => {
    const seeded = createSeeded(2);
    for (let sample = 0; sample < 200; sample += 1) {
      const p = Array.from({ length: seeded.int(1, 30) }, () => seeded.int(0, 1_000) / 1_000);
      const q = computeBenjaminiHochberg(p).map((value) => value ?? Number.NaN);
      for (const [first, value] of q.entries()) {
        expect(value).toBeGreaterThanOrEqual(p[first] ?? 0);
        expect(value).toBeLessThanOrEqual(1);
        for (const [second, other] of q.entries()) if ((p[first] ?? 0) < (p[second] ?? 0)) expect(value).toBeLessThanOrEqual(other);
      }
    }
  });
});

describe("position bias", () => {
  it("gives the worked example", () => {
    const { left, n, p, q, isFlagged } = fixtures.positionBias;
    const people = computePositionBias(left.map((count, index) => ({ left: count, n: n[index] ?? 0 })));
    for (const [index, person] of people.entries()) {
      expect(person.p).toBeCloseTo(p[index] ?? Number.NaN, 12);
      expect(person.q).toBeCloseTo(q[index] ?? Number.NaN, 12);
      expect(person.isFlagged).toBe(isFlagged[index]);
    }
  });

  it("flags neither a small bias that is certain nor a large one that is not", () => {
    const [small, exact, large, clear] = computePositionBias([{ left: 5_500, n: 10_000 }, { left: 600, n: 1_000 }, { left: 7, n: 10 }, { left: 39, n: 100 }], { falseDiscoveryRate: 0.06, distance: 0.1 });
    expect(small?.q).toBeLessThan(1e-9);
    expect([small, exact, large, clear].map((person) => person?.isFlagged)).toEqual([false, false, false, true]);
  });

  it("is undefined for somebody without decisive answers, who does not count among the people", () => {
    const [someone, nobody] = computePositionBias([{ left: 10, n: 10 }, { left: 0, n: 0 }]);
    expect(nobody).toEqual({ leftShare: null, interval: null, p: null, q: null, n: 0, isFlagged: false });
    expect(someone?.q).toBe(someone?.p);
  });

  it("follows the people when they are permuted, and turns round when sides are swapped", () => {
    const seeded = createSeeded(3);
    for (let sample = 0; sample < 100; sample += 1) {
      const people = Array.from({ length: 12 }, (): SideCounts => {
        const n = seeded.int(0, 200);
        return { left: seeded.int(0, n), n };
      });
      const results = computePositionBias(people);
      const order = seeded.shuffle(people.map((_, index) => index));
      expect(computePositionBias(order.map((index) => people[index] ?? { left: 0, n: 0 }))).toEqual(order.map((index) => results[index]));
      for (const [index, swapped] of computePositionBias(people.map(({ left, n }) => ({ left: n - left, n }))).entries()) {
        const { p, q, isFlagged, n, leftShare } = results[index] ?? { p: null, q: null, isFlagged: null, n: null, leftShare: null };
        expect(swapped).toMatchObject({ p, q, isFlagged, n });
        if (leftShare !== null) expect(swapped.leftShare).toBeCloseTo(1 - leftShare, 12);
      }
    }
  });

  it("flags fewer than 2 of 100 fair crowds, whatever the number of people", () => {
    const seeded = createSeeded(4);
    let flagged = 0;
    for (let crowd = 0; crowd < 300; crowd += 1) {
      const people = Array.from({ length: 40 }, (): SideCounts => ({ left: Array.from({ length: 60 }, () => seeded.int(0, 1)).filter((side) => side === 1).length, n: 60 }));
      if (computePositionBias(people).some((person) => person.isFlagged)) flagged += 1;
    }
    expect(flagged / 300).toBeLessThan(0.02);
  });
});
