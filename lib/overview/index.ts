export { getPipeline, type Pipeline } from "./get-pipeline.ts";
