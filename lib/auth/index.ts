export { type Actor, type Caller, MANAGING_ROLES, requireCaller, requireMember } from "./actor.ts";
export { createUser, CreateUserInput, MIN_PASSWORD_LENGTH } from "./create-user.ts";
export { findLocale, type Locale, LOCALES } from "./locale.ts";
export { makePseudonym } from "./pseudonym.ts";
export { createSession, findActor, revokeSession } from "./session.ts";
export { setLocale } from "./set-locale.ts";
export { setPassword } from "./set-password.ts";
export { signInByPassword } from "./sign-in.ts";
