import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/browser/**', 'tests/bench/**', 'node_modules/**'],
    // Limits for what hangs: a busy machine isn't a fault of the product.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // The files of a worker share the modules they load: loading took two thirds of the time. What a test changes, it puts back.
    isolate: false,
  },
});
