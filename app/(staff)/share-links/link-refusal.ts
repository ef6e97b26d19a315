import type { LinkRefusal } from "@/app/(staff)/share-links/refused-at";
import type { Translate } from "@/lib/i18n/translator";
import type { changeShareLink } from "@/lib/sharing/change-share-link";
import type { createShareLink } from "@/lib/sharing/create-share-link";
import { shortestPasscode } from "@/lib/sharing/passcode";

type Why =
  | Extract<Awaited<ReturnType<typeof changeShareLink>>, { kind: "refused" }>["why"]
  | Extract<Awaited<ReturnType<typeof createShareLink>>, { kind: "refused" }>["why"];

/** What staff read when a link was refused, and at which field. */
export function linkRefusal(t: Translate, why: Why): LinkRefusal {
  switch (why) {
    case "unknown_link":
    case "unknown_client":
      return { error: t("staff.month.publish.gone") };
    case "not_allowed":
      return { error: t("staff.month.share.notYours") };
    case "no_account":
      return { error: t("staff.month.share.noAccount") };
    case "revoked":
      return { error: t("share.staff.alreadyRevoked") };
    case "already_past":
      return { error: t("staff.month.share.past"), at: "until" };
    case "too_far":
      return { error: t("share.staff.tooFar"), at: "until" };
    case "passcode_too_short":
      return { error: t("share.staff.passcodeShort", { least: shortestPasscode }), at: "passcode" };
    case "no_passcode_here":
      // A spreadsheet's address has no such field.
      return { error: t("share.staff.noPasscodeHere") };
  }
}
