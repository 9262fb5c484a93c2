export { getCurrentForm, type ReadForm, readForm } from "./get-form.ts";
export { saveForm } from "./save-form.ts";
export * from "./schemas.ts";
