import Link from "next/link";
import { BrandMark } from "@/components/shell/brand-mark";
import { buttonVariants } from "@/components/ui/button";
import { homePath } from "@/lib/auth/next-path";
import { pageLocale } from "@/lib/auth/page-locale";
import { createTranslate } from "@/lib/i18n/translator";

export default async function NotFound() {
  const t = createTranslate(await pageLocale());
  return (
    <main className="mx-auto w-[480px] max-w-[calc(100vw-32px)] pt-[max(32px,20vh)]">
      <BrandMark className="h-6.5 w-4.5" />
      <h1 className="mt-10 font-semibold text-xl tracking-[-.012em]">{t("staff.notFound.heading")}</h1>
      <p className="mt-2 mb-6 text-base text-ink-2">{t("staff.notFound.lead")}</p>
      <Link href={homePath} className={buttonVariants()}>
        {t("staff.notFound.home")}
      </Link>
    </main>
  );
}
