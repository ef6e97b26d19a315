import Link from "next/link";
import type { ReactNode } from "react";
import { BrandMark } from "@/components/shell/brand-mark";
import { NavLink } from "@/components/shell/nav-link";
import type { Translate } from "@/lib/i18n/translator";

interface AppFrameProps {
  readonly t: Translate;
  readonly agencyName: string;
  readonly person: { readonly name: string; readonly role: "admin" | "manager" | "viewer" };
  readonly children: ReactNode;
}

/** Navigation at the left, 200 px; a bar on top below 1024 px. The person stands at its foot, with the way out. */
export function AppFrame({ t, agencyName, person, children }: AppFrameProps) {
  return (
    <div className="min-h-dvh desk:grid desk:grid-cols-[168px_minmax(0,1fr)] wide:grid-cols-[200px_minmax(0,1fr)]">
      <a
        href="#content"
        className="-translate-y-16 fixed top-2 left-2 z-10 rounded-md bg-ink px-3 py-2 text-paper focus:translate-y-0"
      >
        {t("staff.shell.skip")}
      </a>
      <nav
        aria-label={t("staff.shell.main")}
        className="border-rule border-b bg-canvas desk:border-r desk:border-b-0"
      >
        <div className="flex flex-col px-4 desk:sticky desk:top-0 desk:h-dvh desk:px-3 desk:pt-6 desk:pb-4">
          <div className="flex items-center gap-4">
            <Link
              href="/reports"
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
          <ul className="flex gap-6 desk:mt-6 desk:block">
            <li>
              <NavLink href="/reports">{t("staff.shell.reports")}</NavLink>
            </li>
          </ul>
          <div className="mt-auto hidden px-2 text-ink-3 text-xs desk:block">
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
