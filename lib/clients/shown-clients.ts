import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

/**
 * Whether what is about a client is shown to people and told to them: the rule of `withoutDemo` in SQL, one for pages, counts, messages and the
 * monitor, so that none of them names a demo client that the others hide (incident 22). `isDemo`: the client's column; null, where no client is
 * meant, is shown.
 */
export function isShown(isDemo: SQLWrapper): SQL {
  return sql`(${isDemo} is not true or not exists (select from clients r where r.status = 'active' and not r.is_demo))`;
}
