import { CandidateOrigin } from "../generated/prisma/enums.ts";

/** Where candidates come from, as items name it. */
export const CANDIDATE_ORIGINS = Object.values(CandidateOrigin);
