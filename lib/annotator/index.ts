export { createInvite, CreateInviteInput, type InviteView, joinByInvite, listInvites, revokeInvite, viewInvite } from "./invites.ts";
export { type ListedMember, listMembers, setMemberState, SetMemberStateInput } from "./members.ts";
