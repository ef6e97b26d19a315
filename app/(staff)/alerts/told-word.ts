import type { Told } from "@/lib/today/read-alerts";

/** Which words an alert's history has for its messages: queued is not sent, and sent to one of two is not sent to both. */
export function toldWord(
  told: Told | null,
): "notified" | "notifiedWaits" | "notifiedPart" | "notifiedFewer" | "notifiedNobody" {
  if (!told || (told.waiting === 0 && told.failed === 0)) return "notified";
  if (told.waiting > 0) return told.sent > 0 ? "notifiedPart" : "notifiedWaits";
  return told.sent > 0 ? "notifiedFewer" : "notifiedNobody";
}
