import { describe, expect, it } from "vitest";
import { averageResampled, bootstrapRatio, chooseReplicates, compareResampled, drawClusters, resampleRatio } from "#lib/stats/index.ts";

const OBSERVATIONS = Array.from({ length: 60 }, (_, at) => ({ numerator: (at * 7) % 5 > 1 ? 1 : 0, denominator: 1, cluster: at % 20 }));
const columns = (observations: typeof OBSERVATIONS) => ({ numerator: observations.map((row) => row.numerator), denominator: observations.map((row) => row.denominator), cluster: observations.map((row) => row.cluster) });

describe("one drawing of clusters for many figures", () => {
  const drawing = drawClusters(20, { seed: 20_260_101, replicates: 1_000 });

  it("draws every time as many clusters as there are", () => {
    for (const replicate of [0, 500, 999]) {
      const total = Array.from({ length: 20 }, (_, cluster) => drawing.drawn[cluster * 1_000 + replicate]!).reduce((sum, count) => sum + count, 0);
      expect(total).toBe(20);
    }
  });

  it("gives the ratio and interval of the cluster bootstrap", () => {
    const own = resampleRatio(drawing, columns(OBSERVATIONS));
    const other = bootstrapRatio(OBSERVATIONS.map((row) => ({ ...row, cluster: String(row.cluster) })), { seed: 20_260_101, replicates: 1_000 });
    expect(own.estimate).toBe(other.estimate);
    expect(own.clusterCount).toBe(20);
    expect(own.interval?.low).toBeCloseTo(other.interval!.low, 12);
    expect(own.interval?.high).toBeCloseTo(other.interval!.high, 12);
  });

  it("has no interval for one cluster and no estimate without observations", () => {
    expect(resampleRatio(drawing, columns(OBSERVATIONS.slice(0, 1)))).toMatchObject({ estimate: 0, interval: null, clusterCount: 1 });
    expect(resampleRatio(drawing, columns([]))).toMatchObject({ estimate: null, interval: null, clusterCount: 0 });
  });

  it("averages groups with the clusters that they share", () => {
    const [even, odd] = [0, 1].map((rest) => resampleRatio(drawing, columns(OBSERVATIONS.filter((_, at) => at % 2 === rest))));
    const mean = averageResampled([even!, odd!, resampleRatio(drawing, columns([]))]);
    expect(mean.estimate).toBeCloseTo((even!.estimate! + odd!.estimate!) / 2, 12);
    expect(mean.groupCount).toBe(2);
    expect(mean.interval!.low).toBeLessThanOrEqual(mean.estimate!);
    expect(averageResampled([]).estimate).toBeNull();
  });

  it("compares figures resample by resample: a figure with itself differs by nothing", () => {
    const own = resampleRatio(drawing, columns(OBSERVATIONS));
    expect(compareResampled(own, own)).toEqual({ difference: 0, interval: { low: 0, high: 0 }, p: 1 });
    const better = resampleRatio(drawing, columns(OBSERVATIONS.map((row) => ({ ...row, numerator: 1 }))));
    expect(compareResampled(better, own)!.p).toBeLessThan(0.01);
    expect(compareResampled(own, { estimate: null, replicates: new Float64Array(0) })).toBeNull();
  });

  it("takes fewer resamples of very many clusters", () => {
    expect([chooseReplicates(100), chooseReplicates(5_001)]).toEqual([1_000, 200]);
  });
});
