import { z } from "zod";

export const customConversionFields = ["id", "name", "custom_event_type", "is_archived"] as const;

/** A conversion that somebody at the client defined; `offsite_conversion.custom.<id>` in rows means it (graph-api.md §4.1). */
export const customConversionNode = z.looseObject({
  id: z.string().min(1),
  name: z.string(),
  custom_event_type: z.string().optional(),
  is_archived: z.boolean().optional(),
});
export type CustomConversionNode = z.infer<typeof customConversionNode>;
