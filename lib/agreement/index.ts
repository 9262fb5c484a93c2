export { toAgreementTable } from "./agreement-table.ts";
export { type AgreementFigure, type AgreementReport, type AgreementRow, computeAgreement } from "./compute-agreement.ts";
export { type AnnotatorEvidence, computeAnnotatorAgreement } from "./compute-annotator-agreement.ts";
