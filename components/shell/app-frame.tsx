import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { BrandMark } from "@/components/shell/brand-mark";
import { keyGroups } from "@/components/shell/key-groups";
import { KeyListener } from "@/components/shell/key-listener";
import { Navigation } from "@/components/shell/navigation";
import { SoftLinks } from "@/components/shell/soft-links";
import { SourcePanel } from "@/components/shell/source-panel";
import { sourceWords } from "@/components/shell/source-words";
import { Kbd } from "@/components/ui/kbd";
import type { Translate } from "@/lib/i18n/translator";
import type { Waiting } from "@/lib/today/read-waiting";

interface AppFrameProps {
  readonly t: Translate;
  readonly agencyName: string;
  readonly person: { readonly name: string; readonly role: "admin" | "manager" | "viewer" };
  /** null where it could not be read: the page says what is wrong, the navigation stays. */
  readonly waiting: Waiting | null;
  /** Where a figure comes from, and that it looks wrong; a frame without figures has neither. */
  readonly source?: Pick<ComponentProps<typeof SourcePanel>, "read" | "report">;
  readonly children: ReactNode;
}

/** Navigation at the left, 200 px; a bar of four tabs on top below 1024 px. The person stands at its foot, with the way out. */
export function AppFrame({ t, agencyName, person, waiting, source, children }: AppFrameProps) {
  return (
    <div className="min-h-dvh print:block! desk:grid desk:grid-cols-[168px_minmax(0,1fr)] wide:grid-cols-[200px_minmax(0,1fr)]">
      <a
        href="#content"
        className="-translate-y-16 fixed top-2 left-2 z-10 rounded-md bg-ink px-3 py-2 text-paper focus:translate-y-0 print:hidden"
      >
        {t("staff.shell.skip")}
      </a>
      <nav
        aria-label={t("staff.shell.main")}
        className="border-rule border-b bg-canvas desk:border-r desk:border-b-0 print:hidden"
      >
        <div className="flex flex-col px-3 min-[360px]:px-4 desk:sticky desk:top-0 desk:h-dvh desk:px-3 desk:pt-6 desk:pb-4">
          <div className="flex items-center gap-4">
            <Link
              href="/"
              className="flex h-11 min-w-0 items-center gap-2 font-semibold text-base text-ink desk:h-6 desk:px-2"
            >
              <BrandMark />
              <span className="truncate">{agencyName}</span>
            </Link>
            <div className="ml-auto flex min-w-0 items-center gap-3 desk:hidden">
              <span className="truncate text-ink-2">{person.name}</span>
              <SignOut t={t} />
            </div>
          </div>
          <Navigation t={t} waiting={waiting} />
          <div className="mt-auto hidden px-2 text-ink-3 text-xs desk:block">
            <p className="mb-4">
              <Kbd>?</Kbd> {t("today.keys.hint")}
            </p>
            <p className="truncate text-ink-2">{person.name}</p>
            <p>{t(`staff.shell.role.${person.role}`)}</p>
            <SignOut t={t} />
          </div>
        </div>
      </nav>
      <main
        id="content"
        className="min-w-0 bg-paper px-3 pt-4 pb-12 min-[360px]:px-4 desk:px-6 desk:pt-6 desk:pb-16 wide:px-10 wide:pb-18"
      >
        {children}
      </main>
      {source ? <SourcePanel words={sourceWords(t)} {...source} /> : null}
      <SoftLinks />
      <KeyListener
        words={{ title: t("today.keys.title"), close: t("today.keys.close") }}
        groups={keyGroups(t)}
      />
    </div>
  );
}

function SignOut({ t }: { t: Translate }) {
  return (
    <form action="/sign-out" method="post" className="flex-none">
      <button type="submit" className="link h-11 desk:mt-1 desk:h-6">
        {t("staff.shell.signOut")}
      </button>
    </form>
  );
}
