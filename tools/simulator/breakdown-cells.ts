import { isHour } from "@/tools/simulator/breakdown-columns";

/** One value of each column, and its share of the whole before chance moves it. */
export interface Cell {
  readonly values: Readonly<Record<string, string>>;
  readonly share: number;
}

type Shares = Readonly<Record<string, number>>;

const ages: Shares = {
  "18-24": 0.09,
  "25-34": 0.22,
  "35-44": 0.26,
  "45-54": 0.2,
  "55-64": 0.13,
  "65+": 0.09,
  Unknown: 0.01,
};
const genders: Shares = { female: 0.56, male: 0.42, unknown: 0.02 };
const placements: Readonly<Record<string, Shares>> = {
  facebook: { feed: 0.27, facebook_reels: 0.1, marketplace: 0.05, facebook_stories: 0.03 },
  instagram: { feed: 0.17, instagram_stories: 0.14, instagram_reels: 0.16, instagram_explore: 0.02 },
  audience_network: { an_classic: 0.03 },
  messenger: { messenger_stories: 0.01 },
  threads: { threads_feed: 0.02 },
};
const devices: Shares = { android_smartphone: 0.55, iphone: 0.36, desktop: 0.06, ipad: 0.03 };
const frequencies: Shares = {
  "1": 0.5,
  "2": 0.22,
  "3": 0.12,
  "4": 0.08,
  "5": 0.04,
  "6-10": 0.03,
  "11+": 0.01,
};

/** Regions in Meta's spelling, by the country an account's zone lies in. */
const regions: Readonly<Record<string, Shares>> = {
  PL: {
    "Masovian Voivodeship": 0.24,
    "Pomeranian Voivodeship": 0.19,
    "Silesian Voivodeship": 0.16,
    "Greater Poland Voivodeship": 0.14,
    "Lower Silesian Voivodeship": 0.12,
    "Lesser Poland Voivodeship": 0.1,
    "Łódź Voivodeship": 0.05,
  },
  DE: { Bayern: 0.3, "Nordrhein-Westfalen": 0.3, Hamburg: 0.22, Berlin: 0.18 },
  HU: { Budapest: 0.5, "Pest megye": 0.3, "Vas megye": 0.2 },
  NZ: { Auckland: 0.45, Canterbury: 0.35, Wellington: 0.2 },
  US: { California: 0.5, Arizona: 0.2, Oregon: 0.16, Wisconsin: 0.14 },
  IN: { "West Bengal": 0.5, Maharashtra: 0.3, Karnataka: 0.2 },
  JP: { "Tokyo Prefecture": 0.5, "Osaka Prefecture": 0.3, "Kyoto Prefecture": 0.2 },
};
const countries: Readonly<Record<string, string>> = {
  "Europe/Warsaw": "PL",
  "Europe/Berlin": "DE",
  "Europe/Budapest": "HU",
  "Pacific/Auckland": "NZ",
  "America/Los_Angeles": "US",
  "America/New_York": "US",
  "Asia/Kolkata": "IN",
  "Asia/Tokyo": "JP",
};

/** The cells that figures of an account of that zone fall into; none where this simulator knows no values for a column. */
export function cellsOf(columns: readonly string[], timeZone: string): readonly Cell[] {
  if (columns.includes("platform_position")) {
    const cells = Object.entries(placements).flatMap(([publisher_platform, positions]) =>
      single("platform_position", positions).map(({ values, share }) => ({
        values: { publisher_platform, ...values },
        share,
      })),
    );
    return columns.includes("impression_device") ? cross(cells, single("impression_device", devices)) : cells;
  }
  const country = countries[timeZone] ?? "US";
  return columns
    .map((column) => single(column, sharesOf(column, country)))
    .reduce<readonly Cell[]>(cross, [{ values: {}, share: 1 }]);
}

function sharesOf(column: string, country: string): Shares {
  if (isHour(column)) return hours();
  switch (column) {
    case "age":
      return ages;
    case "gender":
      return genders;
    case "country":
      return { [country]: 1 };
    case "region":
      return regions[country] ?? {};
    case "publisher_platform":
      return Object.fromEntries(
        Object.entries(placements).map(([platform, positions]) => [
          platform,
          Object.values(positions).reduce((sum, share) => sum + share, 0),
        ]),
      );
    case "device_platform":
      return { mobile_app: 0.86, mobile_web: 0.08, desktop: 0.06 };
    case "impression_device":
      return devices;
    case "frequency_value":
      return frequencies;
    default:
      return {};
  }
}

function hours(): Shares {
  const name = (hour: number) => String(hour).padStart(2, "0");
  return Object.fromEntries(
    Array.from({ length: 24 }, (_, hour) => [
      `${name(hour)}:00:00 - ${name(hour)}:59:59`,
      hour < 6 ? 0.01 : hour < 18 ? 0.05 : 0.06,
    ]),
  );
}

function single(column: string, shares: Shares): Cell[] {
  return Object.entries(shares).map(([value, share]) => ({ values: { [column]: value }, share }));
}

function cross(left: readonly Cell[], right: readonly Cell[]): Cell[] {
  return left.flatMap((one) =>
    right.map((other) => ({ values: { ...one.values, ...other.values }, share: one.share * other.share })),
  );
}
