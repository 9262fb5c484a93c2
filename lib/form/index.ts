export { compareForms, type FormChange } from "./compare-forms.ts";
export { getCurrentForm, type ReadForm, readForm } from "./get-form.ts";
export { type FormVersion, listFormVersions } from "./list-form-versions.ts";
export { findFormIssues, type FormIssue, parseForm } from "./parse-form.ts";
export { type FormPlan, planForm } from "./plan-form.ts";
export { saveForm } from "./save-form.ts";
export * from "./schemas.ts";
export { FORM_TEMPLATES, TEMPLATE_NAMES, type TemplateName } from "./templates.ts";
