/** By what a month's figures are split: who saw the ads, on which placement, in which region (screens.md §1, "Who and where"). */
export const breakdownKinds = ["age_gender", "placement", "region"] as const;
export type BreakdownKind = (typeof breakdownKinds)[number];
