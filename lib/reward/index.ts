export { askHealth, type ServiceHealth } from "./ask-service.ts";
export { readRewardRequest } from "./read-request.ts";
export { MAX_ITEMS, MAX_REQUEST_BYTES, type RewardGroup, RewardItem, RewardLine, RewardReply, RewardRequest, RewardResult, RewardSettings, RewardSummary } from "./schemas.ts";
export { collectReply, scoreRewards } from "./score-rewards.ts";
