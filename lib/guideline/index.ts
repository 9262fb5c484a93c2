export { getGuidelineVersion, type Guideline, type ListedGuideline, listGuidelineVersions } from "./list-guideline-versions.ts";
export { exampleLine, findExampleIds, readWorkedExamples, type WorkedExample } from "./worked-examples.ts";
