import type { ActionList } from "@/lib/values/metric";

/**
 * One item of Meta's lists as received (R2): `value` is decimal text and absent where only attribution windows got credit. The window keys
 * beside it are kept in storage and never counted: click windows are nested (graph-api.md §3.7, C16).
 */
export interface RawItem {
  readonly action_type: string;
  readonly value?: string | undefined;
  readonly [key: string]: unknown;
}

/** The four lists of one row; an absent or null list means that Meta sent none. An insights row fits as it is. */
export type RawLists = { readonly [List in ActionList]?: readonly RawItem[] | null | undefined };
