export { createToken } from "./create-token.ts";
export { listTokens } from "./list-tokens.ts";
export { requireToken } from "./require-token.ts";
export { revokeToken } from "./revoke-token.ts";
export { CreateTokenInput, type ListedToken, TOKEN_SCOPES, type TokenScope } from "./schemas.ts";
