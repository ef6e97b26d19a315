import type { Item, ListField } from "@/tools/simulator/world";
import type { Trade } from "@/tools/simulator/worlds/cast";

interface CreditedEvent {
  /** Credited to a view instead of a click. */
  readonly view: boolean;
  /** Share of the average value. */
  readonly value: number;
}

export interface EventsOfDay {
  readonly trade: Trade;
  readonly resultValue: number | undefined;
  readonly cents: number;
  readonly linkClicks: number;
  readonly credited: readonly CreditedEvent[];
  readonly random: () => number;
}

const purchaseNames = [
  "purchase",
  "omni_purchase",
  "offsite_conversion.fb_pixel_purchase",
  "onsite_web_purchase",
  "onsite_web_app_purchase",
  "web_in_store_purchase",
];

/** One event under each of its names, as Meta reports it (graph-api.md §4.3): the lists are not to be added up. */
function family(names: readonly string[], clicks: number, views: number): Item[] {
  if (clicks + views === 0) return [];
  const split = {
    ...(clicks > 0 ? { "7d_click": String(clicks) } : {}),
    ...(views > 0 ? { "1d_view": String(views) } : {}),
  };
  return names.map((action_type) => ({ action_type, value: String(clicks + views), ...split }));
}

const amount = (units: number, cents: number): string =>
  (Math.round(units * cents) / cents).toFixed(cents === 1 ? 0 : 2).replace(/\.0+$/, "");

/** The action lists of one ad's day. */
export function eventLists(day: EventsOfDay): { [list in ListField]?: readonly Item[] } {
  const { trade, credited, linkClicks, random } = day;
  const views = credited.filter((event) => event.view).length;
  const clicks = credited.length - views;
  const actions = [
    ...family(["link_click"], linkClicks, 0),
    ...family(["post_engagement", "page_engagement"], Math.round(linkClicks * 1.6), 0),
    ...family(["landing_page_view", "omni_landing_page_view"], Math.round(linkClicks * 0.82), 0),
  ];
  const steps = {
    search: Math.round(linkClicks * 0.55),
    view: Math.round(linkClicks * 0.4),
    checkout: credited.length + Math.round(linkClicks * 0.06 * random()),
  };
  switch (trade) {
    case "hotel":
    case "shop": {
      actions.push(
        ...family(
          ["search", "omni_search", "offsite_conversion.fb_pixel_search"],
          Math.max(steps.search, steps.view),
          0,
        ),
        ...family(
          ["view_content", "omni_view_content", "offsite_conversion.fb_pixel_view_content"],
          Math.max(steps.view, steps.checkout),
          0,
        ),
        ...family(
          ["initiate_checkout", "omni_initiated_checkout", "offsite_conversion.fb_pixel_initiate_checkout"],
          steps.checkout,
          0,
        ),
        ...family(purchaseNames, clicks, views),
      );
      // Calls of twenty seconds under a name with "purchase" in it (incident 16).
      if (trade === "hotel" && linkClicks > 4)
        actions.push(
          ...family(
            ["click_to_call_native_20s_call_connect", "offsite_purchase_add_20_s_calls"],
            1 + Math.floor(random() * 2),
            0,
          ),
        );
      return withLists(
        actions,
        credited.length === 0 ? [] : valueItems(day),
        trade === "hotel"
          ? family(["offsite_conversion.fb_pixel_custom.Rezerwacja – krok 1"], steps.checkout, 0)
          : [],
      );
    }
    case "leads": {
      const forms = credited.filter((_, index) => index % 2 === 0).length;
      actions.push(
        ...family(["lead"], clicks, views),
        ...family(["onsite_conversion.lead_grouped", "leadgen_grouped"], forms, 0),
        ...family(["offsite_conversion.fb_pixel_lead", "onsite_web_lead"], credited.length - forms, 0),
      );
      return withLists(actions, [], []);
    }
    case "calls": {
      const confirmed = credited.length + Math.round(credited.length * random());
      actions.push(
        ...family(["click_to_call_native_call_placed"], clicks, views),
        ...family(["click_to_call_call_confirm", "call_confirm_grouped"], confirmed, 0),
        ...family(["click_to_call_native_20s_call_connect"], Math.round(credited.length * 0.6), 0),
        ...family(
          [
            "onsite_conversion.messaging_conversation_started_7d",
            "onsite_conversion.total_messaging_connection",
          ],
          Math.round(linkClicks * 0.02),
          0,
        ),
      );
      return withLists(actions, [], []);
    }
  }
}

function valueItems({ credited, resultValue = 0, cents }: EventsOfDay): Item[] {
  const total = credited.reduce(
    (sum, event) => sum + Math.round(resultValue * event.value * cents) / cents,
    0,
  );
  return purchaseNames.map((action_type) => ({ action_type, value: amount(total, cents) }));
}

function withLists(actions: readonly Item[], action_values: readonly Item[], conversions: readonly Item[]) {
  return {
    ...(actions.length > 0 ? { actions } : {}),
    ...(action_values.length > 0 ? { action_values } : {}),
    ...(conversions.length > 0 ? { conversions } : {}),
  };
}
