export { type AnnotatorEvidence, computeAnnotatorAgreement } from "./compute-annotator-agreement.ts";
