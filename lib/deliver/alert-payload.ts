import { z } from "zod";
import { type CheckKey, isCheckKey } from "@/lib/checks/catalogue";

const check = z.custom<CheckKey>((value) => typeof value === "string" && isCheckKey(value));

/** One alert as a message tells it: everything that words are made from, as it was when the message was queued. */
const alertItem = z.object({
  id: z.number().int(),
  /** `currency`: its account's, for figures of alerts that are about no amount of money; messages queued earlier have none. */
  client: z
    .object({ name: z.string(), slug: z.string(), currency: z.string().nullable().optional() })
    .nullable(),
  check,
  subject: z.string(),
  /** Alerts of one cause are one paragraph, whatever the number of clients. */
  cause: z.string(),
  severity: z.enum(["critical", "high", "normal"]),
  message: z.string(),
  evidence: z.record(z.string(), z.unknown()),
  months: z.array(z.string()),
  amount: z.string().nullable(),
  currency: z.string().nullable(),
  /** The account's zone, or the agency's. */
  zone: z.string(),
  opened_at: z.string(),
});
export type AlertItem = z.infer<typeof alertItem>;

/** What a message of kind `alerts` or `resolved` is made from. */
export const alertPayload = z.object({
  at: z.string(),
  agency: z.string(),
  /** What is urgent is told at once, the rest once a morning. */
  when: z.enum(["now", "morning"]),
  /**
   * Why its reader gets it: as the manager of these clients, as an admin, or because the agency named the address. A hook has no reader, and
   * messages queued earlier do not say it.
   */
  to: z.enum(["manager", "admin", "address"]).optional(),
  items: z.array(alertItem).min(1),
});
export type AlertPayload = z.infer<typeof alertPayload>;
