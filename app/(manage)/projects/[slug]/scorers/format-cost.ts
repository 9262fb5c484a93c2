import type { Figures } from "../../../../_components/figure.ts";

const SMALL = 1;

/** Money in the owner's own currency, which no page names: two decimals, four below one. */
export function formatCost({ formatNumber }: Figures, cost: number | null): string {
  return formatNumber(cost, cost !== null && cost < SMALL ? 4 : 2);
}
