export { createInvite, CreateInviteInput, type InviteView, joinByInvite, listInvites, revokeInvite, viewInvite } from "./invites.ts";
export { type ListedMember, listMembers, setMemberState, SetMemberStateInput } from "./members.ts";
export { type AppliedRule, applyQualityRules, applyRulesAfterAnswer } from "./apply-rules.ts";
export { computeReliability, type Reliability } from "./compute-reliability.ts";
export { type Flag, FLAG_LEVELS, type FlagLevel, type FlagName, FLAGS } from "./flags.ts";
export { getPerson, type Person } from "./get-person.ts";
export { dismissNotice, type JudgingNotice, takeBackFlag } from "./member-flags.ts";
export { previewMemberState, type StatePreview } from "./preview-member-state.ts";
export { QualityRule, QualityRules, RULE_ACTIONS, type RuleAction, setQualityRules } from "./rules.ts";
