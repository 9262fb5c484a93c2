/** How a series looks: an Okabe-Ito colour, with a shape and a dash as second signals for print and colour-blind readers. */
export type SeriesLook = { tone: "first" | "second" | "third" | "plain"; shape: "circle" | "square" | "diamond" | "triangle"; dash?: "dashes" | "dots" };

type ToneClasses = { stroke: string; fill: string };

export const TONES: Record<SeriesLook["tone"], ToneClasses> = {
  first: { stroke: "stroke-series-1 dark:stroke-series-6", fill: "fill-series-1 dark:fill-series-6" },
  second: { stroke: "stroke-series-3", fill: "fill-series-3" },
  third: { stroke: "stroke-series-5", fill: "fill-series-5" },
  plain: { stroke: "stroke-ink-faint", fill: "fill-ink-faint" },
};

export const DASHES = { dashes: "7 4", dots: "2 4" } as const;
