export { EXPORT_FORMAT, EXPORT_VERSION, exportProject } from "./export-project.ts";
