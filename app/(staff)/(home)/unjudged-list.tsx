import Link from "next/link";
import type { TodayPage } from "@/app/(staff)/(home)/load-today";
import { SectionHead } from "@/components/shell/section-head";
import { Glyph } from "@/components/ui/glyph";
import type { UnjudgedReason } from "@/lib/today/read-unjudged";

const namesShown = 6;

/** Every client whose state cannot be judged, by reason in plain words: unknown is its own state and never looks fine (product.md, States). */
export function UnjudgedList({ page }: { page: TodayPage }) {
  const { t, watch } = page;
  const unjudged = watch?.unjudged ?? [];
  if (unjudged.length === 0) return null;
  const reasons = new Map<UnjudgedReason, { doubt: boolean; names: string[]; checks: Set<string> }>();
  for (const { name, reasons: own } of unjudged)
    for (const { reason, doubt, checks } of own) {
      const known = reasons.get(reason) ?? { doubt, names: [], checks: new Set<string>() };
      known.names.push(name);
      for (const check of checks) known.checks.add(check);
      reasons.set(reason, known);
    }
  const rows = [...reasons].sort(
    ([, a], [, b]) => Number(b.doubt) - Number(a.doubt) || b.names.length - a.names.length,
  );
  return (
    <section aria-labelledby="unjudged" className="mt-8 max-w-[1160px] desk:mt-10">
      <SectionHead
        id="unjudged"
        title={t("today.unjudged.heading")}
        note={t("today.unjudged.note", { count: unjudged.length })}
      />
      <ul className="border-rule-strong border-t">
        {rows.map(([reason, { names, checks }]) => (
          <li
            key={reason}
            className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-4 border-rule border-b bg-unknown-soft px-2.5 py-2 desk:grid-cols-[16px_minmax(0,1fr)_112px]"
          >
            <Glyph name="unknown" className="mt-0.5" />
            <p className="min-w-0 text-pretty">
              {t(`today.unjudged.why.${reason}`)}{" "}
              <span className="wrap-anywhere min-w-0 text-ink-2">
                {t("health.checks.names", {
                  names: names.slice(0, namesShown).join(", "),
                  more: Math.max(0, names.length - namesShown),
                })}
              </span>
            </p>
            <Link
              className="link col-start-2 inline-flex items-center justify-self-start max-desk:min-h-11 desk:col-start-3 desk:justify-self-end desk:self-start"
              href="/data-health#checks"
            >
              {t("today.unjudged.checks", { count: checks.size })}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
