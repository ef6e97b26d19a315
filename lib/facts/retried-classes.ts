/**
 * Error classes after which an account is planned again by itself, hourly (architecture.md §6.6). What the scheduler does and what a day's
 * state promises must be the same, so both read this list.
 */
export const retriedClasses: readonly string[] = ["RETRY", "WAIT_ACCOUNT", "WAIT_APP", "RESTART_PAGING"];
