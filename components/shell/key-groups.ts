import type { KeyGroup } from "@/components/shell/key-listener";
import type { Translate } from "@/lib/i18n/translator";

/** Every key with what it does, for the dialog behind `?`. */
export function keyGroups(t: Translate): KeyGroup[] {
  const go = (letter: string, place: "today" | "reports" | "dataHealth" | "alerts") => ({
    press: ["G", letter],
    does: t(`today.keys.go.${place}`),
  });
  return [
    {
      title: t("today.keys.anywhere"),
      keys: [
        go("T", "today"),
        go("R", "reports"),
        go("D", "dataHealth"),
        go("A", "alerts"),
        { press: ["?"], does: t("today.keys.all") },
        { press: ["Esc"], does: t("today.keys.escape") },
      ],
    },
    {
      title: t("today.keys.list"),
      keys: [
        { press: ["/"], does: t("today.keys.find") },
        { press: ["J", "K"], does: t("today.keys.move") },
        { press: ["Enter"], does: t("today.keys.open") },
        { press: ["X"], does: t("today.keys.select") },
        { press: ["E"], does: t("today.keys.acknowledge") },
        { press: ["Z"], does: t("today.keys.snooze") },
      ],
    },
  ];
}
