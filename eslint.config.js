import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y-x';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', '.test-build/', 'coverage/', 'data/', 'openapi.d.ts', 'test/smoke/clients/', 'deploy/'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 300 }],
      // Prettier holds the width of code alone.
      'max-len': ['error', { code: Infinity, comments: 120, ignoreUrls: true }],
      // What we pass around are objects of closures, which are taken apart freely; `this` occurs in three classes.
      '@typescript-eslint/unbound-method': 'off',
      // knex answers any: what a query selects is said in one assertion beside it.
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      eqeqeq: ['error', 'always'],
      'no-restricted-properties': [
        'error',
        {
          object: 'URL',
          property: 'canParse',
          message: 'It is wrong on Node 20 and 22: use readUrl (engine/read-url.ts).',
        },
      ],
      'no-console': 'error',
    },
  },
  // Plain JavaScript (this file) is outside the TypeScript project.
  { files: ['**/*.js'], ...tseslint.configs.disableTypeChecked },
  // What runs in operators' browsers.
  {
    files: ['console/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended, jsxA11y.configs.recommended],
    // The cells of tables that become blocks have their roles written out (console/parts/data-table.tsx).
    rules: {
      'jsx-a11y-x/no-redundant-roles': 'off',
      'jsx-a11y-x/no-interactive-element-to-noninteractive-role': 'off',
    },
  },
  // What runs in candidates' browsers, and what tests run there.
  {
    files: ['routes/pages/assets/**', 'test/browser/in-page/**'],
    languageOptions: {
      sourceType: 'script',
      globals: Object.fromEntries(
        [
          ...['document', 'location', 'fetch', 'URLSearchParams', 'CSS'],
          ...['setTimeout', 'clearTimeout', 'addEventListener', 'localStorage', 'navigator', 'ResizeObserver'],
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
  // It would neither wait for a lock nor run again after a deadlock.
  {
    files: ['**/*.{ts,tsx}'],
    ignores: ['db/connection/transaction.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'CallExpression[callee.property.name=/^transaction(Provider)?$/]',
          message: 'Use writeTransaction or writeStatement (db/connection/transaction.ts).',
        },
        {
          selector:
            "CallExpression[callee.name='change'] > ArrowFunctionExpression[body.type='BlockStatement']:not([returnType])",
          message: 'Say what it answers: without a return type the compiler accepts misspelt keys.',
        },
      ],
    },
  },
  // A browser page or a terminal is the output of these.
  { files: ['bench/**', 'test/**'], rules: { 'no-console': 'off' } },
  // Bodies of replies are any; the tests hold them against the OpenAPI document and compare them whole.
  {
    files: ['test/**'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
);
