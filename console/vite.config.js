import { join } from 'node:path';
import { designTokens } from '../engine/design/design-tokens.ts';

const root = import.meta.dirname;

/** Puts the design tokens, which candidate pages and reports share, before the first stylesheet. */
const tokens = {
  name: 'design-tokens',
  enforce: 'pre',
  transform: (code, id) => (id.endsWith('/style/base.css') ? designTokens() + code : undefined),
};

// One script and one stylesheet under hashed names. Their addresses are relative here; the gateway writes into
// index.html where it serves them (src/serving/console/console-pages.ts).
export default {
  root,
  base: './',
  plugins: [tokens],
  logLevel: 'warn',
  cacheDir: join(root, '../node_modules/.cache/vite'),
  build: {
    outDir: join(root, '../dist/console'),
    emptyOutDir: true,
    // Below the features that TypeScript and the stylesheets use no browser works.
    target: ['chrome123', 'firefox120', 'safari17.5'],
    // The policy of the page allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      onwarn(warning, warn) {
        // TanStack Query has "use client" for servers that render React. There are none here.
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
};
