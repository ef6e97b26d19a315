/** What a client sells, and so which events its pixel sends. */
export type Trade = "hotel" | "shop" | "leads" | "calls";

/** One client of the agency Latarnia, as the demo and the pictures know it. */
export interface CastMember {
  readonly slug: string;
  readonly name: string;
  readonly accountId: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly locale: "pl" | "en";
  readonly trade: Trade;
  /** Ordinary month: amount spent in the account's currency, and results. */
  readonly monthlySpend: number;
  readonly monthlyResults: number;
  /** Average value of one result, where the trade has one. */
  readonly resultValue?: number;
  readonly campaigns: readonly string[];
}

const poland = { currency: "PLN", timeZone: "Europe/Warsaw", locale: "pl" } as const;
const english = { locale: "en" } as const;
const account = (last: number) => `10000000000000${String(last).padStart(2, "0")}`;

const hotelCampaigns = [
  "Jesień nad morzem, 3 noce",
  "Porzucone rezerwacje",
  "Weekend SPA dla dwojga",
  "Rodziny, długi weekend",
  "Konferencje i firmy",
  "Marka",
];
const lodgeCampaigns = ["Autumn offer, 3 nights", "Abandoned bookings", "Weekend for two", "Brand"];
const shopCampaigns = [
  "Nowa kolekcja",
  "Porzucone koszyki",
  "Bestsellery",
  "Wyprzedaż „ostatnie sztuki”",
  "Marka",
];

/** The sixteen clients of the demo. */
export const cast: readonly CastMember[] = [
  {
    slug: "hotel-jantar",
    name: "Hotel Jantar",
    accountId: account(1),
    ...poland,
    trade: "hotel",
    monthlySpend: 24_200,
    monthlyResults: 214,
    resultValue: 1267,
    campaigns: hotelCampaigns,
  },
  {
    slug: "sklep-len",
    name: "Sklep Len",
    accountId: account(2),
    ...poland,
    trade: "shop",
    monthlySpend: 12_960,
    monthlyResults: 471,
    resultValue: 189,
    campaigns: shopCampaigns,
  },
  {
    slug: "auto-wilk",
    name: "Auto Wilk",
    accountId: account(3),
    ...poland,
    trade: "leads",
    monthlySpend: 9_310,
    monthlyResults: 114,
    campaigns: ["Jazda próbna", "Leasing dla firm", "Serwis przed zimą", "Marka"],
  },
  {
    slug: "meble-olcha",
    name: "Meble Olcha",
    accountId: account(4),
    ...poland,
    trade: "shop",
    monthlySpend: 8_730,
    monthlyResults: 81,
    resultValue: 1890,
    campaigns: ["Stoły dębowe", "Porzucone koszyki", "Katalog 2026", "Marka"],
  },
  {
    slug: "pensjonat-sosna",
    name: "Pensjonat Sosna",
    accountId: account(5),
    ...poland,
    trade: "hotel",
    monthlySpend: 4_870,
    monthlyResults: 93,
    resultValue: 640,
    campaigns: ["Góry we dwoje", "Ferie zimowe", "Marka"],
  },
  {
    slug: "dwor-lipowy",
    name: "Dwór Lipowy",
    accountId: account(6),
    ...poland,
    trade: "leads",
    monthlySpend: 3_810,
    monthlyResults: 42,
    campaigns: ["Wesela 2027", "Chrzciny i komunie", "Marka"],
  },
  {
    slug: "stomatologia-perla",
    name: "Stomatologia Perła",
    accountId: account(7),
    ...poland,
    trade: "calls",
    monthlySpend: 3_650,
    monthlyResults: 89,
    campaigns: ["Implanty", "Higienizacja", "Aparaty dla dorosłych"],
  },
  {
    slug: "palarnia-ziarno",
    name: "Palarnia Ziarno",
    accountId: account(8),
    ...poland,
    trade: "shop",
    monthlySpend: 2_610,
    monthlyResults: 123,
    resultValue: 96,
    campaigns: ["Kawa miesiąca", "Subskrypcja", "Prezenty"],
  },
  {
    slug: "splywy-brda",
    name: "Spływy Brda",
    accountId: account(9),
    ...poland,
    trade: "hotel",
    monthlySpend: 1_900,
    monthlyResults: 48,
    resultValue: 310,
    campaigns: ["Spływ jednodniowy", "Spływ z noclegiem"],
  },
  {
    slug: "klinika-fala",
    name: "Klinika Fala",
    accountId: account(10),
    ...poland,
    trade: "calls",
    monthlySpend: 6_500,
    monthlyResults: 142,
    campaigns: ["Konsultacje", "Rehabilitacja", "Badania okresowe"],
  },
  {
    slug: "ferienhof-moewe",
    name: "Ferienhof Möwe",
    accountId: account(11),
    ...english,
    currency: "EUR",
    timeZone: "Europe/Berlin",
    trade: "hotel",
    monthlySpend: 1_960,
    monthlyResults: 78,
    resultValue: 410,
    campaigns: lodgeCampaigns,
  },
  {
    slug: "termal-hotel-bukk",
    name: "Termál Hotel Bükk",
    accountId: account(12),
    ...english,
    currency: "HUF",
    timeZone: "Europe/Budapest",
    trade: "hotel",
    monthlySpend: 696_000,
    monthlyResults: 75,
    resultValue: 118_000,
    campaigns: lodgeCampaigns,
  },
  {
    slug: "harbour-lodge-akaroa",
    name: "Harbour Lodge Akaroa",
    accountId: account(13),
    ...english,
    currency: "NZD",
    timeZone: "Pacific/Auckland",
    trade: "hotel",
    monthlySpend: 3_540,
    monthlyResults: 81,
    resultValue: 520,
    campaigns: lodgeCampaigns,
  },
  {
    slug: "canyon-cycles",
    name: "Canyon Cycles",
    accountId: account(14),
    ...english,
    currency: "USD",
    timeZone: "America/Los_Angeles",
    trade: "shop",
    monthlySpend: 7_400,
    monthlyResults: 96,
    resultValue: 640,
    campaigns: ["Gravel season", "Abandoned carts", "Bike fitting", "Brand"],
  },
  {
    slug: "darjeeling-house",
    name: "Darjeeling House",
    accountId: account(15),
    ...english,
    currency: "INR",
    timeZone: "Asia/Kolkata",
    trade: "leads",
    monthlySpend: 212_000,
    monthlyResults: 134,
    campaigns: ["Wholesale enquiries", "Tasting room", "Brand"],
  },
  {
    slug: "ryokan-aoi",
    name: "Ryokan Aoi",
    accountId: account(16),
    ...english,
    currency: "JPY",
    timeZone: "Asia/Tokyo",
    trade: "hotel",
    monthlySpend: 486_000,
    monthlyResults: 58,
    resultValue: 61_000,
    campaigns: lodgeCampaigns,
  },
];
