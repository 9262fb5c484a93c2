export { type ListedGold, listGold } from "./list-gold.ts";
export { removeGold } from "./remove-gold.ts";
export { GOLD_VALUES, type GoldValue, GoldVerdicts, SetGoldInput, wordExplanation } from "./schemas.ts";
export { setGold } from "./set-gold.ts";
export { type GoldReason, type GoldSuggestion, suggestGold } from "./suggest-gold.ts";
