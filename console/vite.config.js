import { join } from 'node:path';
import { designTokens } from '../engine/design/design-tokens.ts';
import { reactInUse } from './build/react-in-use.js';

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
  plugins: [tokens, reactInUse],
  logLevel: 'warn',
  resolve: {
    alias: {
      'react/jsx-runtime': join(root, 'build/jsx-runtime.js'),
      // wouter brings a substitute for what React has had since 18.
      'use-sync-external-store/shim/index.js': 'react',
    },
  },
  // The built page does not speak to the browser's tools for React developers.
  define: { __REACT_DEVTOOLS_GLOBAL_HOOK__: 'undefined' },
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
      // No property that is read here does anything else.
      treeshake: { propertyReadSideEffects: false },
      onwarn(warning, warn) {
        // TanStack Query has "use client" for servers that render React. There are none here.
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
};
