import astro from 'eslint-plugin-astro';
import ts from 'typescript-eslint';

/** Who may import whom (src/README.md). Default is deny; core no-restricted-imports reads .ts and .astro alike. */
const rooms = {
  domain: ['domain'],
  db: ['db', 'domain'],
  catalogue: ['catalogue', 'domain'],
  services: [
    'services',
    'domain',
    'db/queries',
    'db/client',
    'db/errors',
    'catalogue',
    'mail/types',
    'lrs/types',
    'pdf/types',
    'scorm/types',
    'scorm/launch-data',
    'scorm/manifest/types',
    'scorm/refused',
    'credential/types',
  ],
  auth: ['auth', 'db', 'domain'],
  mail: ['mail', 'domain', 'services', 'calendar', 'context', 'log', 'rounds', 'db/errors'],
  lrs: ['lrs', 'domain', 'services', 'context', 'log', 'rounds', 'db/errors'],
  pdf: ['pdf', 'domain'],
  docx: ['docx', 'domain'],
  calendar: ['calendar', 'domain'],
  scorm: ['scorm', 'domain', 'components/question/arrange'],
  credential: ['credential', 'domain', 'log'],
  http: ['http', 'config'],
  actions: ['actions', 'services', 'domain/calendar-day', 'auth/cookie'],
  components: ['components', 'domain'],
  layouts: ['layouts', 'components', 'domain', 'styles'],
  pages: [
    'pages',
    'layouts',
    'components',
    'services',
    'actions',
    'catalogue',
    'pdf',
    'docx',
    'calendar',
    'mail/compose',
    'styles',
  ],
  cli: ['cli', 'services', 'db', 'catalogue', 'config', 'context', 'domain', 'auth', 'mail', 'server', 'log', 'scorm'],
};

const escape = (text) => text.replaceAll('/', '\\/');

const boundaries = Object.entries(rooms).map(([room, allowed]) => ({
  files: [`src/${room}/**/*.{ts,astro,mjs}`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: `^#src/(?!(?:${allowed.map(escape).join('|')})(?:/|\\.ts$|$))`,
            message: `src/${room} may import only ${allowed.join(', ')} (src/README.md).`,
          },
          ...(room === 'auth'
            ? []
            : [
                {
                  regex: '^(lucia$|@lucia-auth/|@simplewebauthn/|openid-client)',
                  message: 'Only src/auth knows lucia, WebAuthn and OIDC.',
                },
              ]),
          ...(room === 'db' || room === 'auth'
            ? []
            : [{ regex: '^(drizzle-orm|@libsql/)', message: 'Only src/db knows drizzle and libSQL.' }]),
          ...(['actions', 'pages', 'components', 'layouts'].includes(room)
            ? []
            : [{ regex: '^astro:', message: 'astro:* stands only in actions, middleware, pages and components.' }]),
          ...(room === 'domain'
            ? [{ regex: '^(?!zod$|\\.{1,2}/|#src/)', message: 'src/domain imports domain and zod only.' }]
            : []),
          {
            // One level up is a sibling noun inside services; everywhere else it is another room.
            regex: `^(?:\\.\\./){${room === 'services' ? 2 : 1},}(?:${Object.keys(rooms).join('|')})/`,
            message: 'Use #src/… across folders.',
          },
        ],
      },
    ],
  },
}));

export default [
  { ignores: ['dist/', 'node_modules/', '.astro/', 'data/', 'migrations/', 'tests/fixtures/', 'test-results/'] },
  ...ts.configs.recommended,
  ...astro.configs['flat/recommended'],
  {
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: "ExportDefaultDeclaration[declaration.type!='CallExpression']", message: 'Use named exports.' },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      'no-console': 'off',
    },
  },
  {
    files: ['src/domain/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time is an argument in src/domain.' },
        { object: 'process', property: 'env', message: 'src/domain reads no environment.' },
        { object: 'Math', property: 'random', message: 'Chance is an argument in src/domain.' },
      ],
    },
  },
  { files: ['src/env.d.ts'], rules: { '@typescript-eslint/consistent-type-imports': 'off' } },
  {
    files: ['*.config.*', 'tests/*.config.*', 'src/db/drizzle.config.ts', 'src/**/*.d.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  ...boundaries,
];
