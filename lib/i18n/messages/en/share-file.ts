/** Heads of a publication's spreadsheet. */
export const file = {
  figures: "Figures",
  days: "Days",
  campaigns: "Campaigns",
  figure: "Figure",
  value: "Value",
  currency: "Currency",
  state: "State",
  stateOf: "State: {name}",
  observedAt: "Read from Meta (UTC)",
  date: "Date",
  campaignId: "Campaign ID",
  campaign: "Campaign",
  noCampaign: "In no campaign",
} as const;
