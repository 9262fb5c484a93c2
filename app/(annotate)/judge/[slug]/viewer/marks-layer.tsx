"use client";

import type { ReactNode } from "react";
import type { OnScreen, PlacedPicture } from "../../../../_components/viewer/picture-pane.tsx";
import { RegionLayer } from "../../../../_components/viewer/regions/region-layer.tsx";
import type { Marking } from "../../../../_components/viewer/regions/use-marking.ts";

/** What lies over an edit's picture while faults can be marked; nothing where the form does not ask. `edit`: its place from 0. */
export function marksLayer(marking: Marking | null, edit: number, picture: PlacedPicture): ((onScreen: OnScreen) => ReactNode) | undefined {
  return marking ? (onScreen) => <RegionLayer marking={marking} edit={edit} picture={picture} onScreen={onScreen} /> : undefined;
}
