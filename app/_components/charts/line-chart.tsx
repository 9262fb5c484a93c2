"use client";

import { AxisBottom, AxisLeft } from "@visx/axis";
import { GridRows } from "@visx/grid";
import { useParentSize } from "@visx/responsive";
import { scaleLinear } from "@visx/scale";
import { Area, LinePath } from "@visx/shape";
import Link from "next/link";
import { useFigures } from "../use-figures.ts";
import { Legend } from "./legend.tsx";
import { Marker } from "./marker.tsx";
import { DASHES, type SeriesLook, TONES } from "./series-look.ts";

/** `low` and `high` are the ends of an interval, drawn as a band; null for none. */
export type ChartPoint = { x: number; y: number; low: number | null; high: number | null };
export type ChartSeries = { name: string; look: SeriesLook; points: ChartPoint[] };
/** What stands behind an x: the address of its data, and a sentence with the values of every series. */
export type ChartDoor = { x: number; href: string; label: string };

type LineChartProps = {
  /** Names the chart where it cannot be seen. */
  label: string;
  series: ChartSeries[];
  doors: ChartDoor[];
  xName: string;
  yName: string;
  /** How values on the y axis are written. */
  unit: "share" | "number";
  /** The chosen x, marked. */
  chosen?: number | null;
  height?: number;
};

const FIRST_WIDTH = 720;
const NARROW = 480;
const MARGIN = { top: 12, right: 16, bottom: 52, left: 56 };
const MIN_SPAN = 0.02;
const BAND_OPACITY = 0.14;
const TEXT = { fill: "var(--ink-faint)", fontSize: 12, fontFamily: "inherit" } as const;

function rangeOf(values: readonly number[]): [number, number] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const pad = Math.max(MIN_SPAN - (high - low), 0) / 2 + (high - low) * 0.05;
  return [low - pad, high + pad];
}

function Doors({ doors, chosen, left, right, height }: { doors: ChartDoor[]; chosen: number | null; left: (x: number) => number; right: (x: number) => number; height: number }) {
  return doors.map(({ x, href, label }) => (
    <Link key={x} href={href} prefetch={false} aria-label={label} className="group outline-none">
      <title>{label}</title>
      <rect x={left(x)} y={0} width={right(x) - left(x)} height={height} className={x === chosen ? "fill-ink/5" : "fill-transparent group-hover:fill-ink/5 group-focus-visible:fill-ink/5"} />
      <rect x={left(x) + 1} y={1} width={right(x) - left(x) - 2} height={height - 2} rx={4} className="fill-none stroke-transparent stroke-2 group-focus-visible:stroke-accent" />
    </Link>
  ));
}

/**
 * Lines over a shared x axis with their intervals as bands. Every x is a door over the whole height; series differ in colour, shape
 * and dash. It takes the width it is given, and scales down on paper.
 */
export function LineChart({ label, series, doors, xName, yName, unit, chosen = null, height = 308 }: LineChartProps) {
  const { formatNumber, formatPercent } = useFigures();
  const { parentRef, width: measured } = useParentSize({ initialSize: { width: FIRST_WIDTH, height }, ignoreDimensions: ["height", "top", "left"], debounceTime: 50 });
  // A chart that comes with a refresh is measured before it has a size.
  const width = measured > 0 ? measured : FIRST_WIDTH;
  const points = series.flatMap((one) => one.points);
  const xs = [...new Set(points.map(({ x }) => x))].sort((first, second) => first - second);
  const [first = 0, last = 1] = [xs[0], xs.at(-1)];
  const inner = { width: Math.max(160, width - MARGIN.left - MARGIN.right), height: height - MARGIN.top - MARGIN.bottom };
  const edge = Math.min(32, inner.width / (2 * Math.max(1, xs.length)));
  const x = scaleLinear({ domain: first === last ? [first - 1, last + 1] : [first, last], range: [edge, inner.width - edge] });
  const y = scaleLinear({ domain: rangeOf(points.flatMap((point) => [point.y, point.low ?? point.y, point.high ?? point.y])), range: [inner.height, 0], nice: true });
  const middle = (from: number | undefined, to: number | undefined, end: number): number => (from === undefined || to === undefined ? end : (x(from) + x(to)) / 2);
  const isNarrow = width < NARROW;
  const ticks = xs.filter((_, at) => at % Math.ceil(xs.length / (isNarrow ? 8 : 16)) === 0);
  return (
    <figure className="break-inside-avoid">
      <Legend series={series} />
      <div ref={parentRef} className="mt-2 w-full" style={{ height }}>
        <svg viewBox={`0 0 ${inner.width + MARGIN.left + MARGIN.right} ${height}`} className="h-full w-full tabular-nums" role="group" aria-label={label}>
          <g transform={`translate(${MARGIN.left} ${MARGIN.top})`}>
            <GridRows scale={y} width={inner.width} numTicks={5} stroke="var(--line)" />
            <Doors doors={doors} chosen={chosen} left={(at) => middle(xs[xs.indexOf(at) - 1], at, 0)} right={(at) => middle(at, xs[xs.indexOf(at) + 1], inner.width)} height={inner.height} />
            <g pointerEvents="none" aria-hidden>
              {series.map(({ name, look, points: own }) => (
                <Area key={name} data={own.filter((point) => point.low !== null && point.high !== null)} x={(point) => x(point.x)} y0={(point) => y(point.low ?? point.y)} y1={(point) => y(point.high ?? point.y)} className={TONES[look.tone].fill} fillOpacity={BAND_OPACITY} />
              ))}
              {series.map(({ name, look, points: own }) => (
                <LinePath key={name} data={own} x={(point) => x(point.x)} y={(point) => y(point.y)} className={TONES[look.tone].stroke} strokeWidth={2} strokeDasharray={look.dash && DASHES[look.dash]} />
              ))}
              {series.map(({ name, look, points: own }) => (
                <g key={name}>
                  {own.map((point) => (
                    <Marker key={point.x} look={look} x={x(point.x)} y={y(point.y)} />
                  ))}
                </g>
              ))}
            </g>
            <AxisLeft scale={y} numTicks={5} hideAxisLine hideTicks tickFormat={(value) => (unit === "share" ? formatPercent(Number(value), 0) : formatNumber(Number(value)))} tickLabelProps={{ ...TEXT, textAnchor: "end", dx: -4, dy: 4 }} />
            <AxisBottom top={inner.height} scale={x} tickValues={ticks} stroke="var(--line-strong)" tickStroke="var(--line-strong)" tickFormat={(value) => formatNumber(Number(value), 0)} tickLabelProps={{ ...TEXT, textAnchor: "middle" }} label={xName} labelOffset={12} labelProps={{ ...TEXT, textAnchor: "middle" }} />
          </g>
        </svg>
      </div>
      <figcaption className="sr-only">{yName}</figcaption>
    </figure>
  );
}
