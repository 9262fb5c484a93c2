"use client";

import { RegionsBlock } from "../questions/regions-block.tsx";
import type { BlockProps } from "./block-props.ts";

/** The faults marked on each picture of the unit; the marks themselves lie over the pictures. */
export function MarksBlock({ view, names, marking, isArmed }: BlockProps<"regions">) {
  if (!marking) return null;
  return <RegionsBlock marking={marking} isArmed={isArmed} edits={view.edits.map((edit, index) => ({ width: edit.width, height: edit.height, name: names[index] ?? "" }))} />;
}
