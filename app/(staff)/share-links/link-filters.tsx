import { type LinkInventory, stateFilters } from "@/app/(staff)/share-links/load-links";
import { Button } from "@/components/ui/button";
import { NativeSelect } from "@/components/ui/native-select";

/** Which links are shown. A form of the platform: the address carries the choice, and it works without a script. */
export function LinkFilters({ page }: { page: LinkInventory }) {
  const { t, filter, clients } = page;
  return (
    <form method="get" className="flex flex-wrap items-end gap-3 max-desk:w-full">
      <div>
        <label htmlFor="state" className="mb-1 block text-ink-3 text-xs">
          {t("share.staff.filter.state")}
        </label>
        <NativeSelect id="state" name="state" defaultValue={filter.state} className="text-ink">
          {stateFilters.map((state) => (
            <option key={state} value={state}>
              {t(`share.staff.filter.${state}`)}
            </option>
          ))}
        </NativeSelect>
      </div>
      <div>
        <label htmlFor="client" className="mb-1 block text-ink-3 text-xs">
          {t("share.staff.filter.client")}
        </label>
        <NativeSelect
          id="client"
          name="client"
          defaultValue={filter.client}
          className="max-w-[220px] text-ink"
        >
          <option value="">{t("share.staff.filter.everyClient")}</option>
          {clients.map(({ slug, name }) => (
            <option key={slug} value={slug}>
              {name}
            </option>
          ))}
        </NativeSelect>
      </div>
      <label className="flex h-11 items-center gap-2 desk:h-8">
        <input
          type="checkbox"
          name="risk"
          value="yes"
          defaultChecked={filter.risk === "yes"}
          className="size-4 accent-accent"
        />
        {t("share.staff.filter.risky")}
      </label>
      <Button type="submit">{t("share.staff.filter.show")}</Button>
    </form>
  );
}
