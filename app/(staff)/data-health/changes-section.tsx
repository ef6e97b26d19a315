import { type ChangeRow, changeRows, quietDays } from "@/app/(staff)/data-health/change-rows";
import { changesSentences } from "@/app/(staff)/data-health/changes-sentences";
import { valueText } from "@/app/(staff)/data-health/grid-words";
import { readBlock } from "@/app/(staff)/data-health/load-health";
import type { Times } from "@/app/(staff)/data-health/times";
import { UnreadBlock } from "@/app/(staff)/data-health/unread-block";
import { Cell, Column, HealthHead, HealthTable, Row, RowName } from "@/components/health/table";
import { inSentence } from "@/components/report/text-lists";
import { SectionHead } from "@/components/shell/section-head";
import { SourceOf } from "@/components/shell/source-of";
import { StateBlock } from "@/components/shell/state-block";
import { StaticRows } from "@/components/shell/static-rows";
import { Glyph, type GlyphName } from "@/components/ui/glyph";
import type { StaffPage } from "@/lib/auth/staff-page";
import { readChangeContext } from "@/lib/facts/grid/read-change-context";
import { newForDays, type ReadGrid } from "@/lib/facts/grid/read-grid";
import { dayShortText, dayText, monthNameText } from "@/lib/i18n/date-text";
import { metricKinds } from "@/lib/i18n/metric-kind";
import { numberText } from "@/lib/i18n/number-text";

const shown = 20;
const shownOnPhone = 6;

/** What Meta changed this week, by size, and the reports it touches (R6, R10). */
export async function ChangesSection(props: { page: StaffPage; grid: ReadGrid; times: Times }) {
  const { page, grid, times } = props;
  const { t, staff, agency } = page;
  const title = t("health.changes.title");
  const accountIds = [...new Set(grid.restatements.map(({ accountId }) => accountId))];
  const clientIds = grid.rows.flatMap(({ client }) =>
    client.account && accountIds.includes(client.account.id) ? [client.clientId] : [],
  );
  const read = await readBlock(
    "changes",
    (tx) => readChangeContext(tx, { accountIds, clientIds }, grid.window),
    [...accountIds, ...clientIds, grid.window.since, grid.window.until],
  );
  if (!read.ok) return <UnreadBlock t={t} id="changes" title={title} />;
  const rows = changeRows(grid, read.value, times.now);
  const since = times.now
    .subtract({ hours: newForDays * 24 })
    .toZonedDateTimeISO(agency.zone)
    .toPlainDate();
  const date = dayText(staff.locale, since.toString());
  const quiet = changesSentences(t, { quiet: quietDays(grid, rows), listed: rows.length > 0, date });
  const differ = new Set(
    rows.flatMap(({ client, month, touches }) =>
      touches.kind === "differs" ? [`${client.slug} ${month}`] : [],
    ),
  ).size;
  const days = new Set(rows.map(({ client, day }) => `${client.slug} ${day}`)).size;
  const largest = rows[0]?.share ?? 0;
  return (
    <section aria-labelledby="changes" className="mt-10 max-desk:mt-8">
      <SectionHead
        id="changes"
        title={title}
        note={rows.length > 0 ? t("health.changes.lead", { count: rows.length, days, date, differ }) : null}
      />
      {rows.length === 0 ? (
        <StateBlock title={quiet[0] ?? t("health.changes.none", { date })}>
          {[...quiet.slice(1), t("health.changes.noneEffect")].join(" ")}
        </StateBlock>
      ) : (
        <HealthTable labelledBy="changes" widths={[null, 70, 230, 110, 190, 70, 240]}>
          <HealthHead>
            <Column>{t("health.changes.client")}</Column>
            <Column right>{t("health.changes.day")}</Column>
            <Column right>{t("health.changes.was")}</Column>
            <Column right>{t("health.changes.change")}</Column>
            <Column right sorted="descending">
              {t("health.changes.share")}
            </Column>
            <Column right>{t("health.changes.seen")}</Column>
            <Column>{t("health.changes.touches")}</Column>
          </HealthHead>
          <StaticRows className="block desk:table-row-group">
            {rows.slice(0, shown).map((row, index) => (
              <ChangeLine
                key={`${row.client.slug} ${row.day} ${row.metric}`}
                page={page}
                times={times}
                row={row}
                largest={largest}
                folded={index >= shownOnPhone}
              />
            ))}
          </StaticRows>
        </HealthTable>
      )}
      {rows.length > shown ? (
        <p className="mt-2 text-ink-3 max-desk:hidden">
          {t("health.changes.more", { count: rows.length - shown })}
        </p>
      ) : null}
      {rows.length > shownOnPhone ? (
        <p className="mt-2 text-ink-3 desk:hidden">
          {t("health.changes.more", { count: rows.length - shownOnPhone })}
        </p>
      ) : null}
      {rows.length > 0 && quiet.length > 0 ? (
        <p className="mt-2 text-pretty text-ink-3">{quiet.join(" ")}</p>
      ) : null}
    </section>
  );
}

function ChangeLine(props: {
  page: StaffPage;
  times: Times;
  row: ChangeRow;
  largest: number;
  folded: boolean;
}) {
  const { page, times, row, largest, folded } = props;
  const { t, staff } = page;
  const { client, metric, from, to, change, share } = row;
  const currency = client.account?.currency ?? "";
  const value = (text: string | null) => valueText(staff.locale, currency, metric, text);
  const isMoney = metricKinds[metric] === "money";
  const touched = touchText(row, page);
  const source = (text: string) => (
    <SourceOf
      source={{ kind: "month", client: client.slug, month: row.month, metric, part: `day:${row.day}` }}
      shown={value(to)}
      title={t("today.source.title")}
    >
      {text}
    </SourceOf>
  );
  return (
    <Row folded={folded}>
      <RowName>{client.name}</RowName>
      <Cell right label={t("health.changes.day")}>
        {dayShortText(staff.locale, row.day)}
      </Cell>
      <Cell right label={t("health.changes.was")}>
        {source(t("health.changes.fromTo", { from: value(from), to: value(to) }))}{" "}
        {isMoney ? null : <span className="text-ink-3">{inSentence(t(`metrics.${metric}`))}</span>}
      </Cell>
      <Cell right label={t("health.changes.change")}>
        {change === null ? "—" : source(`${change.startsWith("-") ? "" : "+"}${value(change)}`)}
      </Cell>
      <Cell right label={t("health.changes.share")}>
        {share === null ? (
          "—"
        ) : (
          <span className="inline-flex items-center justify-end gap-2">
            {source(shareText(staff.locale, share, t))}
            <span aria-hidden="true" className="inline-block h-1.5 w-[76px]">
              <span
                className="block h-1.5 min-w-px rounded-[1px] bg-(--bar)"
                style={{ width: `${largest === 0 ? 0 : (100 * share) / largest}%` }}
              />
            </span>
          </span>
        )}
      </Cell>
      <Cell right label={t("health.changes.seen")}>
        {times.day(row.seenAt)}
      </Cell>
      <Cell label={t("health.changes.touches")}>
        <span className="inline-flex items-center gap-2 align-middle">
          {touched.glyph ? <Glyph name={touched.glyph} /> : null}
          <span className={touched.glyph ? "" : "text-ink-3"}>{touched.text}</span>
        </span>
      </Cell>
    </Row>
  );
}

function shareText(locale: "pl" | "en", share: number, t: StaffPage["t"]): string {
  const percent = `${numberText(locale, Math.max(share * 100, 0.1).toFixed(1), 1)}%`;
  return share < 0.001 ? t("health.changes.under", { share: percent }) : percent;
}

function touchText(row: ChangeRow, { t, staff }: StaffPage): { glyph?: GlyphName; text: string } {
  const month = capital(monthNameText(staff.locale, row.month));
  switch (row.touches.kind) {
    case "open":
      return { text: t("health.changes.open", { month }) };
    case "draft":
      return { text: t("health.changes.draft", { month }) };
    case "review":
      return { glyph: "inReview", text: t("health.changes.review", { month }) };
    case "has":
      return { text: t("health.changes.hasIt", { month, version: String(row.touches.version) }) };
    case "differs":
      return {
        glyph: row.touches.version > 1 ? "corrected" : "published",
        text: t("health.changes.differs", { month, version: String(row.touches.version) }),
      };
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
