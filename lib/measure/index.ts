export { listMeasures, runMeasure } from "./run-measure.ts";
