export { type DetailedItem, getItem, getItemFacets, type ItemFilter, type ListedItem, listItems } from "./list-items.ts";
export { type ItemDemands, listItemDemands } from "./list-demands.ts";
export { groupOfTask, normaliseTaskType, TASK_GROUPS, TASK_TYPES, type TaskGroup, type TaskType, taskTypesOf } from "./task-type.ts";
