/**
 * The arrows of docs/adr/0002: data goes one way, Meta → facts → report → publication → people. Checked, not hoped for.
 * @type {import("dependency-cruiser").IConfiguration}
 */
export default {
  forbidden: [
    {
      name: "no-circle",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "lib-knows-no-screen",
      comment: "Only the rendering of a publication reaches the components it freezes.",
      severity: "error",
      from: { path: "^lib/", pathNot: ["^lib/publications/render-publication", "\\.test\\.tsx?$"] },
      to: { path: "^(app|components|tools|tests)/" },
    },
    {
      name: "rendering-knows-only-the-report",
      severity: "error",
      from: { path: "^lib/publications/render-publication", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^(app|tools|tests)/|^components/(?!report|charts)" },
    },
    {
      name: "values-stand-alone",
      severity: "error",
      from: { path: "^lib/values/" },
      to: { path: "^lib/(?!values)" },
    },
    {
      name: "graph-knows-no-database",
      severity: "error",
      from: { path: "^lib/graph/" },
      to: { path: "^lib/(?!graph|values|ops/logger)|node_modules/(postgres|drizzle-orm|pg-boss)/" },
    },
    {
      name: "kpi-and-report-are-pure",
      comment: "Facts and settings in, figures and their sentences out: no SQL, no clock, no network.",
      severity: "error",
      from: { path: "^lib/(kpi|report)/", pathNot: "\\.test\\.tsx?$" },
      to: {
        path: "^lib/(?!kpi|report|values|i18n|facts/day-state)|node_modules/(postgres|drizzle-orm|pg-boss|pino)/|^(node:)?(fs|http|net)$",
      },
    },
    {
      name: "collecting-goes-one-way",
      comment:
        "From the run over plan, window and store down to rows and gates; what is decided below never asks who runs it.",
      severity: "error",
      from: { path: "^lib/collect/(gate|rows|store|window|plan|life|period)/", pathNot: "\\.test\\.ts$" },
      to: { path: "^lib/collect/run/" },
    },
    {
      name: "stored-rows-know-no-window",
      severity: "error",
      from: { path: "^lib/collect/(gate|rows|store|plan)/", pathNot: "\\.test\\.ts$" },
      to: { path: "^lib/collect/(window|life|period)/" },
    },
    {
      name: "reading-knows-no-collecting",
      severity: "error",
      from: { path: "^lib/(facts|publications|sharing)/" },
      to: { path: "^lib/(collect|graph)/" },
    },
    {
      name: "report-blocks-need-only-react",
      comment:
        "They are rendered by react-dom/server outside Next too: no hooks library, no providers, no fetching (architecture of a publication).",
      severity: "error",
      from: { path: "^components/(report|charts)/", pathNot: ["\\.test\\.tsx?$", "/fixtures/"] },
      to: {
        path: "^(app|tools|tests)/|^components/(?!report|charts)|^lib/(?!report|values|i18n|kpi)|node_modules/(?!react/|react-dom/|d3-|@types/|decimal\\.js)",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "only-lib-db-connects",
      severity: "error",
      from: { path: "^(app|components|lib)/", pathNot: ["^lib/db/", "\\.test\\.tsx?$"] },
      to: { path: "node_modules/postgres/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "screens-do-not-call-meta",
      severity: "error",
      from: { path: "^(app/\\(staff\\)|app/r|app/sign-in|components)/" },
      to: { path: "^lib/(graph|collect)/" },
    },
    {
      name: "simulator-shares-no-code",
      comment: "A misunderstanding of Meta must not hide on both sides.",
      severity: "error",
      from: { path: "^tools/simulator/" },
      to: { path: "^(lib|app|components)/" },
    },
    {
      name: "product-knows-no-tools",
      severity: "error",
      from: { path: "^(app|components)/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^(tools|tests)/" },
    },
    {
      name: "no-unlisted-package",
      severity: "error",
      from: {},
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "\\.next|next-env\\.d\\.ts" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
