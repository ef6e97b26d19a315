import type { Translate } from "@/lib/i18n/translator";
import { shortestPasscode } from "@/lib/sharing/passcode";

/** What the buttons and questions of one link say; they name the client, so that nobody ends the wrong link. */
export function actionWords(t: Translate, client: string, kind: "report" | "csv") {
  return {
    pause: t("share.staff.act.pause"),
    resume: t("share.staff.act.resume"),
    replace: t("share.staff.act.replace"),
    replaceAsk: t("share.staff.act.replaceAsk", { client }),
    replaceEffect: t("share.staff.act.replaceEffect"),
    passcode: kind === "csv" ? "" : t("share.staff.act.passcode"),
    passcodeAsk: t("share.staff.act.passcodeAsk", { client }),
    passcodeEffect: t("share.staff.act.passcodeEffect"),
    passcodeLabel: t("share.staff.act.passcodeLabel"),
    passcodeHint: t("share.staff.passcodeHint", { least: shortestPasscode }),
    revoke: t("share.staff.act.revoke"),
    revokeAsk: t("share.staff.act.revokeAsk", { client }),
    revokeEffect: t("share.staff.act.revokeEffect"),
    save: t("share.staff.act.save"),
    cancel: t("staff.month.share.cancel"),
    busy: t("staff.month.share.busy"),
    ...newLinkWords(t),
  };
}

/** What the dialog of a new link says. */
export function createWords(t: Translate) {
  return {
    create: t("share.staff.create.open"),
    title: t("share.staff.create.title"),
    client: t("share.staff.filter.client"),
    what: t("share.staff.create.what"),
    report: t("share.staff.create.report"),
    csv: t("share.staff.create.csv"),
    label: t("share.staff.create.label"),
    labelHint: t("share.staff.create.labelHint"),
    until: t("staff.month.share.until"),
    passcode: t("share.staff.passcode"),
    passcodeHint: t("share.staff.passcodeHint", { least: shortestPasscode }),
    make: t("staff.month.share.make"),
    cancel: t("staff.month.share.cancel"),
    busy: t("staff.month.share.busy"),
    live: t("share.staff.until.live", { date: "{date}" }),
    ...newLinkWords(t),
  };
}

function newLinkWords(t: Translate) {
  return {
    made: t("staff.month.share.made"),
    link: t("staff.month.share.link"),
    copy: t("staff.month.share.copy"),
    copied: t("staff.month.share.copied"),
    close: t("staff.month.share.close"),
  };
}

export type ActionWords = ReturnType<typeof actionWords>;
export type CreateWords = ReturnType<typeof createWords>;
