export { listPhotographs } from "./catalogue.ts";
export { DEMO_PLAN } from "./demo-plan.ts";
export { DEMO_SIDE, generateDemoItems, generateTrainingItems, type PerturbedItem } from "./generate-items.ts";
export { GENERATOR_NAMES, type PerturbationLabels, type PerturbedCandidate } from "./generators.ts";
export { generateHardItems } from "./generate-hard-items.ts";
export { HARD_KINDS, type HardKind } from "./hard-kinds.ts";
