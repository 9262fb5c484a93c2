"use client";

import { AxisBottom, AxisLeft } from "@visx/axis";
import { GridRows } from "@visx/grid";
import { useParentSize } from "@visx/responsive";
import { scaleBand, scaleLinear } from "@visx/scale";
import { Bar } from "@visx/shape";
import { useFigures } from "../use-figures.ts";
import { TONES } from "./series-look.ts";

export type ChartBar = { name: string; value: number; label: string };

const FIRST_WIDTH = 560;
const MARGIN = { top: 8, right: 8, bottom: 48, left: 48 };
const TEXT = { fill: "var(--ink-faint)", fontSize: 12, fontFamily: "inherit" } as const;

/** Counts in classes, side by side. */
export function BarChart({ label, bars, xName, height = 220 }: { label: string; bars: ChartBar[]; xName: string; height?: number }) {
  const { formatCount } = useFigures();
  const { parentRef, width: measured } = useParentSize({ initialSize: { width: FIRST_WIDTH, height }, ignoreDimensions: ["height", "top", "left"], debounceTime: 50 });
  const width = measured > 0 ? measured : FIRST_WIDTH;
  const inner = { width: Math.max(160, width - MARGIN.left - MARGIN.right), height: height - MARGIN.top - MARGIN.bottom };
  const x = scaleBand({ domain: bars.map(({ name }) => name), range: [0, inner.width], padding: 0.15 });
  const y = scaleLinear({ domain: [0, Math.max(1, ...bars.map(({ value }) => value))], range: [inner.height, 0], nice: true });
  const every = Math.ceil(bars.length / Math.max(1, Math.floor(inner.width / 64)));
  return (
    <figure className="break-inside-avoid">
      <div ref={parentRef} className="w-full" style={{ height }}>
        <svg viewBox={`0 0 ${inner.width + MARGIN.left + MARGIN.right} ${height}`} className="h-full w-full tabular-nums" role="img" aria-label={label}>
          <g transform={`translate(${MARGIN.left} ${MARGIN.top})`}>
            <GridRows scale={y} width={inner.width} numTicks={4} stroke="var(--line)" />
            {bars.map(({ name, value, label: words }) => (
              <Bar key={name} x={x(name)} y={y(value)} width={x.bandwidth()} height={inner.height - y(value)} className={TONES.first.fill} rx={2}>
                <title>{words}</title>
              </Bar>
            ))}
            <AxisLeft scale={y} numTicks={4} hideAxisLine hideTicks tickFormat={(value) => (Number.isInteger(Number(value)) ? formatCount(Number(value)) : "")} tickLabelProps={{ ...TEXT, textAnchor: "end", dx: -4, dy: 4 }} />
            <AxisBottom top={inner.height} scale={x} stroke="var(--line-strong)" hideTicks tickFormat={(name, at) => (at % every === 0 ? name : "")} tickLabelProps={{ ...TEXT, textAnchor: "middle" }} label={xName} labelOffset={12} labelProps={{ ...TEXT, textAnchor: "middle" }} />
          </g>
        </svg>
      </div>
    </figure>
  );
}
