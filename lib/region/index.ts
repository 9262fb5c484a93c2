export { areaOf, areaShare, measureOverlap, type Overlap } from "./measure.ts";
export { mapOverlap, type OverlapMap } from "./overlap-map.ts";
export { paintStroke, type Point } from "./paint.ts";
export { boxToRuns, type Mask, maskToRuns, type PictureSize, runsToMask } from "./runs.ts";
export { type Box, boundsOf, contains, insideRuns, type Shape, shapeToRuns } from "./shape.ts";
