import type { CollectAccount } from "@/lib/collect/account";
import type { Failure } from "@/lib/collect/failure";
import { Width } from "@/lib/collect/run/width";
import type { Usage } from "@/lib/graph/fetch-outcome";
import type { CalendarDay } from "@/lib/values/calendar-day";

/** What the windows of one place learn from each other. */
export interface PlaceMemory {
  account: CollectAccount;
  width: Width;
  usage: Usage | null;
  /** Whether any window of this place was answered: then Meta is not out, and what is not answered is named. */
  isAnswered: boolean;
  /** Days that were not answered and whose cause may as well be an outage. */
  doubtful: { readonly date: CalendarDay; readonly failure: Failure }[];
  /** Single days in a row that were not answered. */
  unanswered: number;
  /** The newest named gap; a place with one does not end as done (R13). */
  gap: Failure | null;
}

/** `isResumed`: the run has tried the account before, so that what it found too wide is not tried again in it. */
export function newMemory(account: CollectAccount, isResumed: boolean): PlaceMemory {
  const width = new Width(account.goodDays, isResumed);
  return { account, width, usage: null, isAnswered: false, doubtful: [], unanswered: 0, gap: null };
}
