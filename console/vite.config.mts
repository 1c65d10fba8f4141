import path from 'node:path';
import { defineConfig } from 'vite';

/** The page is built into dist/console and served by the API; `npx vite console` serves it for development, over a running API. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  build: {
    outDir: path.join(import.meta.dirname, '../dist/console'),
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: {
      // Ant Design marks its modules for React's server components, which there are none of here.
      onLog: (level, log, handle) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
      },
    },
  },
  server: { host: '127.0.0.1', proxy: { '/api': 'http://127.0.0.1:8700' } },
});
