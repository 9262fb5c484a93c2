export { getJointState, type JointRoundState, type JointStateView } from "./get-state.ts";
export { answerRound, confirmJoint, giveBackJoint, proposeJoint } from "./round.ts";
export type { JointAnswer } from "./schemas.ts";
export { endJointSession, findOpenSession, joinJointSession, startJointSession } from "./session.ts";
