import { staff as en } from "@/lib/i18n/messages/en/staff";
import { staff as pl } from "@/lib/i18n/messages/pl/staff";

/** The words of a fault in both languages, small enough to be in the browser before anything went wrong. */
export const faultWords = { en: en.error, pl: pl.error };
