import { defineConfig, passthroughImageService } from 'astro/config';
import node from '@astrojs/node';
import mdx from '@astrojs/mdx';

// The address only decides how Astro reads forwarded headers; every absolute link is built from PUBLIC_BASE_URL at run time.
export default defineConfig({
  output: 'server',
  adapter: node({ mode: 'middleware', experimentalDisableStreaming: true }),
  integrations: [mdx()],
  publicDir: './src/public',
  image: { service: passthroughImageService() },
  markdown: { syntaxHighlight: false },
  build: { inlineStylesheets: 'never' },
  devToolbar: { enabled: false },
  security: {
    // Our own same-origin check (src/server.ts) answers in Dutch and works behind TLS.
    checkOrigin: false,
    // Above the limits of our own (src/http/body-limit.ts), which answer in Dutch.
    actionBodySizeLimit: 6 * 1024 * 1024,
  },
  vite: {
    build: { assetsInlineLimit: 0 },
    ssr: { external: ['drizzle-orm', '@libsql/client', 'lucia', '@lucia-auth/adapter-drizzle', 'pdfkit', 'zod', 'yaml'] },
  },
});
