export { addOwner, findOnlyAccount } from "./add-owner.ts";
export { createProject } from "./create-project.ts";
export { getProject } from "./get-project.ts";
export { listProjects, type ListedProject } from "./list-projects.ts";
export { CreateProjectInput, DIMENSIONS, type DimensionName, UpdateProjectInput } from "./schemas.ts";
export { updateProject } from "./update-project.ts";
