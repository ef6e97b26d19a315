import path from "node:path";
import { defineConfig } from "vitest/config";

const alias = { "@": path.resolve(import.meta.dirname) };

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["{lib,components,app,tools,tests/golden}/**/*.test.{ts,tsx}"],
          testTimeout: 20_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "integration",
          include: ["tests/{integration,simulation}/**/*.test.{ts,tsx}"],
          globalSetup: ["tests/integration/postgres-server.ts"],
          testTimeout: 60_000,
          hookTimeout: 180_000,
          // Two cores: a Postgres, a simulator and a collector per worker are enough.
          maxWorkers: 2,
        },
      },
      {
        resolve: { alias },
        test: {
          // R1–R6 of performance.md; the long forms are `npm run ordeal -- NAME`.
          name: "robustness",
          include: ["tests/robustness/**/*.test.ts"],
          globalSetup: ["tests/integration/postgres-server.ts"],
          env: { LOG_LEVEL: "silent" },
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
