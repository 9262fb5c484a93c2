export { type DetailedItem, getItem, getItemFacets, type ItemFilter, type ListedItem, listItems } from "./list-items.ts";
export { type ItemDemands, listItemDemands } from "./list-demands.ts";
export { normaliseTaskType, TASK_TYPES, type TaskType } from "./task-type.ts";
