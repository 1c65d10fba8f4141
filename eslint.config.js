const { defineConfig } = require('eslint/config');
const reactHooks = require('eslint-plugin-react-hooks');
const tseslint = require('typescript-eslint');

/**
 * Imports go one way: domain <- contract <- matters <- workflows; register, dispatch, activities and api stand on the first three.
 * `values` are the rooms a room may import at run time, `types` those it may import as types only, `packages` the only bare imports allowed.
 */
const ROOMS = {
  domain: { values: [], types: [], packages: [] },
  contract: { values: ['domain'], types: [], packages: ['zod'] },
  matters: { values: ['domain'], types: ['contract'], packages: [] },
  workflows: { values: ['domain', 'matters'], types: ['contract', 'activities'], packages: ['@temporalio/workflow', '@temporalio/common'] },
  register: { values: ['domain', 'contract', 'matters'], types: [] },
  papers: { values: ['domain', 'matters'], types: ['contract'], packages: ['docx'] },
  dispatch: { values: ['domain', 'contract', 'matters', 'register'], types: [] },
  activities: { values: ['domain', 'contract', 'matters', 'register'], types: [] },
  api: { values: ['domain', 'contract', 'matters', 'register', 'dispatch', 'papers'], types: [] },
  // The page knows the law and its words; everything else it asks the API for.
  console: { values: ['domain', 'matters'], types: [] },
};
const ALL_ROOMS = [...Object.keys(ROOMS), 'workers', 'engine', 'cli', 'bench', 'pictures', 'test'];

function roomRules(room, { values, types, packages }) {
  const others = ALL_ROOMS.filter((other) => other !== room);
  const patterns = others
    .filter((other) => !values.includes(other))
    .map((other) => ({
      regex: `^(\\.\\./)+${other}(/|$)`,
      allowTypeImports: types.includes(other),
      message: types.includes(other) ? `${room}/ may import ${other}/ as types only.` : `${room}/ may not import ${other}/.`,
    }));
  if (packages) {
    const allowed = packages.join('|');
    patterns.push({ regex: allowed ? `^(?!\\.|(?:${allowed})(?:/|$))` : '^(?!\\.)', message: `${room}/ may import only ${packages.join(', ') || 'its own files'}.` });
  }
  return {
    files: [`${room}/**/*.{ts,tsx}`],
    // Composition roots put the rooms together.
    ignores: ['**/*.test.ts', 'api/main.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
  };
}

/** The only files that may read the wall clock, the environment or the host's calendar. */
const TIME_AND_ENVIRONMENT = ['register/clock.ts', 'workflows/case-file/temporal-clock.ts', 'workflows/case-file/search-attribute-pairs.ts', 'dispatch/search-attribute-pairs.ts', 'engine/**', 'workers/config.ts', 'workers/main.ts', 'api/config.ts', 'api/main.ts', 'cli/**', 'bench/**', 'pictures/**', 'test/**', '**/*.test.ts'];

module.exports = defineConfig([
  { ignores: ['dist/**', 'node_modules/**', 'coverage/**', 'console/client/generated/**'] },
  ...tseslint.configs.recommendedTypeChecked.map((config) => ({ ...config, files: ['**/*.{ts,tsx,mts}'] })),
  { ...reactHooks.configs.flat['recommended-latest'], files: ['console/**/*.{ts,tsx}'] },
  {
    files: ['**/*.{ts,tsx,mts}'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      eqeqeq: ['error', 'always'],
    },
  },
  ...Object.entries(ROOMS).map(([room, spec]) => roomRules(room, spec)),
  {
    files: ['**/*.{ts,tsx}'],
    ignores: TIME_AND_ENVIRONMENT,
    rules: {
      'no-restricted-globals': ['error', { name: 'Date', message: 'Instants are epoch milliseconds from a Clock.' }, { name: 'Intl', message: 'Days are UTC+8 by integer arithmetic.' }],
      'no-restricted-syntax': ['error', { selector: "MemberExpression[object.name='process'][property.name='env']", message: 'Configuration is parsed once, in config.ts.' }],
    },
  },
]);
