import { Marker } from "./marker.tsx";
import { DASHES, type SeriesLook, TONES } from "./series-look.ts";

const WIDTH = 32;
const HEIGHT = 14;

/** Names the series of a chart by the line and the sign that they have in it. */
export function Legend({ series }: { series: readonly { name: string; look: SeriesLook }[] }) {
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-small text-ink-soft">
      {series.map(({ name, look }) => (
        <li key={name} className="inline-flex items-center gap-2">
          <svg width={WIDTH} height={HEIGHT} aria-hidden className="shrink-0">
            <line x1={0} x2={WIDTH} y1={HEIGHT / 2} y2={HEIGHT / 2} className={TONES[look.tone].stroke} strokeWidth={2} strokeDasharray={look.dash && DASHES[look.dash]} />
            <Marker look={look} x={WIDTH / 2} y={HEIGHT / 2} />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
