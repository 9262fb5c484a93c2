import type { Linked } from "../../../../_components/viewer/use-linked-view.ts";
import type { ViewerAction } from "../shortcuts.ts";
import type { Viewer } from "./use-viewer.ts";

const KEY_ZOOM = 1.4;
/** Share of what is visible that one press of a key moves. */
const KEY_PAN = 0.15;

/** What each key of the viewer does. `ranked`: how many candidates a ranking shows; null for a pair. */
export function viewerActions(viewer: Viewer, linked: Linked, ranked: number | null): Record<ViewerAction, () => void> {
  const pan = (dx: number, dy: number) => linked.panBy((dx * KEY_PAN) / linked.view.zoom, (dy * KEY_PAN) / linked.view.zoom);
  return {
    layout: ranked === null ? viewer.cycleLayout : () => viewer.setEnlarged(viewer.enlarged === null ? 0 : null),
    wipe: ranked === null ? viewer.toggleWipe : () => undefined,
    flip: ranked === null ? viewer.flip : () => viewer.setEnlarged(((viewer.enlarged ?? -1) + 1) % ranked),
    changes: viewer.toggleChanges,
    brightness: viewer.cycleBrightness,
    fit: linked.fit,
    "actual-size": linked.toggleActualSize,
    "zoom-in": () => linked.zoomAt(KEY_ZOOM),
    "zoom-out": () => linked.zoomAt(1 / KEY_ZOOM),
    "pan-left": () => pan(-1, 0),
    "pan-right": () => pan(1, 0),
    "pan-up": () => pan(0, -1),
    "pan-down": () => pan(0, 1),
  };
}
