import { lookOfType } from "./marks.ts";

/** A type as it is drawn on the pictures: its letters, its line and its colour. */
export function TypeSwatch({ types, type }: { types: readonly string[]; type: string }) {
  const { colour, dash, letters } = lookOfType(types, type);
  return (
    <svg aria-hidden width="26" height="18" className="shrink-0">
      <rect x="1.5" y="1.5" width="23" height="15" fill="#000" fillOpacity="0.85" stroke="#000" strokeWidth="3" />
      <rect x="1.5" y="1.5" width="23" height="15" fill="none" stroke={colour} strokeWidth="2" strokeDasharray={dash.join(" ")} />
      <text x="13" y="13" textAnchor="middle" fontSize="10" fontWeight="600" fill="#fff">
        {letters}
      </text>
    </svg>
  );
}
