import { z } from "zod";

/** Without `business`: one field that needs more rights than ads_read fails the whole call (graph-api.md §2.4). */
export const accountFields = [
  "id",
  "account_id",
  "name",
  "currency",
  "timezone_name",
  "account_status",
  "disable_reason",
  "amount_spent",
  "spend_cap",
  "balance",
] as const;

const integer = z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]);

/**
 * The ad account itself (graph-api.md §2.6). `amount_spent`, `spend_cap`, `balance` are strings in minor units by Meta's own table;
 * `timezone_name` is the IANA zone in which its days are cut.
 */
export const accountNode = z.looseObject({
  id: z.templateLiteral(["act_", z.string().regex(/^\d+$/)]),
  account_id: z.string(),
  name: z.string().optional(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  timezone_name: z.string().min(1),
  account_status: integer,
  disable_reason: integer.optional(),
  amount_spent: z.string().optional(),
  spend_cap: z.string().optional(),
  balance: z.string().optional(),
});
export type AccountNode = z.infer<typeof accountNode>;
