import { z } from "zod";

export const campaignFields = [
  "id",
  "name",
  "objective",
  "status",
  "effective_status",
  "daily_budget",
  "lifetime_budget",
] as const;

/** Edges leave out what is archived or deleted unless it is asked for by name (graph-api.md §9, incident 4). */
export const effectiveStatuses = [
  "ACTIVE",
  "ARCHIVED",
  "DELETED",
  "IN_PROCESS",
  "PAUSED",
  "WITH_ISSUES",
] as const;

/** A campaign of an account. Statuses and objective are Meta's words, kept as text: old and new ones exist side by side. */
export const campaignNode = z.looseObject({
  id: z.string().min(1),
  name: z.string().optional(),
  objective: z.string().optional(),
  status: z.string().optional(),
  effective_status: z.string().optional(),
  /** Minor units by Meta's own table; absent when the budget sits on the ad sets. */
  daily_budget: z.string().optional(),
  lifetime_budget: z.string().optional(),
});
export type CampaignNode = z.infer<typeof campaignNode>;
