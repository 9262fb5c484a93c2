import { type SeriesLook, TONES } from "./series-look.ts";

const SIZE = 4;

/** The sign of a series at a place of a drawing, outlined in the ground so that lines do not hide it. */
export function Marker({ look, x, y }: { look: SeriesLook; x: number; y: number }) {
  const drawn = { className: TONES[look.tone].fill, stroke: "var(--ground)", strokeWidth: 1.5 };
  switch (look.shape) {
    case "circle":
      return <circle cx={x} cy={y} r={SIZE + 0.5} {...drawn} />;
    case "square":
      return <rect x={x - SIZE} y={y - SIZE} width={2 * SIZE} height={2 * SIZE} {...drawn} />;
    case "diamond":
      return <rect x={x - SIZE} y={y - SIZE} width={2 * SIZE} height={2 * SIZE} transform={`rotate(45 ${x} ${y})`} {...drawn} />;
    case "triangle":
      return <path d={`M${x} ${y - SIZE - 1}L${x + SIZE + 1} ${y + SIZE}L${x - SIZE - 1} ${y + SIZE}Z`} {...drawn} />;
  }
}
