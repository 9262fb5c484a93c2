/** Whose judgments a figure rests on: everybody's, those of people alone, or those of simulated annotators alone. */
export const PEOPLE_FILTERS = ["all", "people", "simulated"] as const;
export type PeopleFilter = (typeof PEOPLE_FILTERS)[number];
