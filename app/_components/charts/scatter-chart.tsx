"use client";

import { AxisBottom, AxisLeft } from "@visx/axis";
import { GridColumns, GridRows } from "@visx/grid";
import { useParentSize } from "@visx/responsive";
import { scaleLinear } from "@visx/scale";
import Link from "next/link";
import { useFigures } from "../use-figures.ts";
import { TONES } from "./series-look.ts";

export type ScatterPoint = { key: string; x: number; y: number; href: string; label: string };

type ScatterChartProps = {
  /** Names the chart where it cannot be seen. */
  label: string;
  points: ScatterPoint[];
  xName: string;
  yName: string;
  yDomain: [number, number];
  height?: number;
};

const FIRST_WIDTH = 720;
const MARGIN = { top: 8, right: 12, bottom: 48, left: 56 };
const RADIUS = 3.5;
const TEXT = { fill: "var(--ink-faint)", fontSize: 12, fontFamily: "inherit" } as const;

/**
 * Points over two axes, y being a share. Each opens what it stands for with the pointer; a table of the telling ones beside it
 * does for the keyboard, which would have hundreds of stops here.
 */
export function ScatterChart({ label, points, xName, yName, yDomain, height = 308 }: ScatterChartProps) {
  const { formatNumber, formatPercent } = useFigures();
  const { parentRef, width: measured } = useParentSize({ initialSize: { width: FIRST_WIDTH, height }, ignoreDimensions: ["height", "top", "left"], debounceTime: 50 });
  const width = measured > 0 ? measured : FIRST_WIDTH;
  const inner = { width: Math.max(160, width - MARGIN.left - MARGIN.right), height: height - MARGIN.top - MARGIN.bottom };
  const xs = points.map((point) => point.x);
  const [low, high] = [Math.min(...xs), Math.max(...xs)];
  const pad = (high - low || 1) * 0.03;
  const x = scaleLinear({ domain: [low - pad, high + pad], range: [0, inner.width], nice: true });
  const y = scaleLinear({ domain: yDomain, range: [inner.height, 0] });
  return (
    <figure className="break-inside-avoid">
      <div ref={parentRef} className="w-full" style={{ height }}>
        <svg viewBox={`0 0 ${inner.width + MARGIN.left + MARGIN.right} ${height}`} className="h-full w-full tabular-nums" role="group" aria-label={label}>
          <g transform={`translate(${MARGIN.left} ${MARGIN.top})`}>
            <GridRows scale={y} width={inner.width} numTicks={5} stroke="var(--line)" />
            <GridColumns scale={x} height={inner.height} numTicks={6} stroke="var(--line)" />
            {points.map((point) => (
              <Link key={point.key} href={point.href} prefetch={false} tabIndex={-1} aria-hidden>
                <circle cx={x(point.x)} cy={y(point.y)} r={RADIUS} className={`${TONES.first.fill} hover:stroke-ink`} fillOpacity={0.55} strokeWidth={1.5}>
                  <title>{point.label}</title>
                </circle>
              </Link>
            ))}
            <AxisLeft scale={y} numTicks={5} hideAxisLine hideTicks tickFormat={(value) => formatPercent(Number(value), 0)} tickLabelProps={{ ...TEXT, textAnchor: "end", dx: -4, dy: 4 }} />
            <AxisBottom top={inner.height} scale={x} numTicks={6} stroke="var(--line-strong)" tickStroke="var(--line-strong)" tickFormat={(value) => formatNumber(Number(value), 1)} tickLabelProps={{ ...TEXT, textAnchor: "middle" }} label={xName} labelOffset={12} labelProps={{ ...TEXT, textAnchor: "middle" }} />
          </g>
        </svg>
      </div>
      <figcaption className="mt-1 text-small text-ink-faint">{yName}</figcaption>
    </figure>
  );
}
