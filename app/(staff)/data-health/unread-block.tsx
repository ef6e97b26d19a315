import { SectionHead } from "@/components/shell/section-head";
import { StateBlock } from "@/components/shell/state-block";
import { buttonVariants } from "@/components/ui/button";
import type { Translate } from "@/lib/i18n/translator";

/** A block that could not be read: what is not affected, and the way to try again; the others stay as they are. */
export function UnreadBlock({ t, id, title }: { t: Translate; id: string; title: string }) {
  return (
    <section aria-labelledby={id} className="mt-10 max-desk:mt-8">
      <SectionHead id={id} title={title} />
      <StateBlock
        glyph="blocked"
        title={t("health.block.unread", { what: title })}
        // A plain link: the whole page is read anew, whatever the router keeps.
        action={
          <a className={buttonVariants()} href="/data-health">
            {t("health.block.again")}
          </a>
        }
      >
        {t("health.block.unreadEffect")}
      </StateBlock>
    </section>
  );
}
