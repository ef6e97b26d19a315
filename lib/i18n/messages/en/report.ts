/** The monthly report (screens.md §1). */
export const report = {
  masthead: { kind: "Meta Ads report" },
} as const;
