/** Everything the environment may set, read once; wrong values are refused at boot in one clear line. */
import { z } from 'zod';

const address = z.string().regex(/^[^\s@<>]+@[^\s@<>]+$/, 'must be an e-mail address');
const webAddress = z
  .string()
  .regex(/^https?:\/\/[^\s/]+(?::\d+)?\/?$/, 'must be an address such as https://leren.example (no path)');

/** Who can change what a provider says can sign in as anyone: never without TLS, but on this machine. */
const issuer = z
  .string()
  .refine((value) => isIssuer(value), 'must be an https:// address (http:// only on this machine), without ? or #');

const environment = z
  .object({
    DATABASE_URL: z
      .string()
      .regex(/^(file:.+|libsql:\/\/.+|https?:\/\/.+)$/, 'must begin with file:, libsql:// or http(s)://')
      .default('file:data/baliewijs.db'),
    DATABASE_AUTH_TOKEN: z.string().min(1).optional(),
    DATA_DIR: z.string().min(1).default('data'),
    PUBLIC_BASE_URL: webAddress.optional(),
    HOST: z.string().min(1).default('127.0.0.1'),
    PORT: z.coerce
      .number('must be a number')
      .int('must be a whole number')
      .min(1, 'must be 1–65535')
      .max(65535, 'must be 1–65535')
      .default(4321),
    SMTP_URL: z
      .string()
      .regex(/^smtps?:\/\/.+/, 'must begin with smtp:// or smtps://')
      .optional(),
    MAIL_FROM: z
      .string()
      .regex(/^(?:[^<>]+<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/, 'must be an e-mail address, or Name <address>')
      .default('Baliewijs <noreply@baliewijs.example>'),
    CONTENT_BASE_URL: webAddress.optional(),
    CONTACT: z
      .union([z.string().regex(/^(mailto:|https:\/\/).+/), address], 'must be an e-mail address or https:// address')
      .optional(),
    TRUST_PROXY_HOPS: z.coerce.number('must be a number').int().min(0).max(10).default(0),
    DEMO: z.enum(['0', '1'], 'must be 0 or 1').default('1'),
    OIDC_ISSUER: issuer.optional(),
    OIDC_CLIENT_ID: z.string().min(1).max(500).optional(),
    OIDC_CLIENT_SECRET: z.string().min(1).max(1000).optional(),
    LRS_URL: z.string().max(500).optional(),
    LRS_KEY: z.string().min(1).max(500).optional(),
    LRS_SECRET: z.string().min(1).max(1000).optional(),
    OIDC_LABEL: z.string().trim().min(1).max(60, 'must be at most 60 characters').optional(),
  })
  .superRefine((env, ctx) => {
    const outside = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_LABEL'] as const;
    const missing = outside.filter((name) => env[name] === undefined);
    if (missing.length < outside.length)
      for (const name of missing)
        ctx.addIssue({ code: 'custom', path: [name], message: 'is required beside the other OIDC_ variables' });
    const lrs = ['LRS_URL', 'LRS_KEY', 'LRS_SECRET'] as const;
    const absent = lrs.filter((name) => env[name] === undefined);
    if (absent.length < lrs.length)
      for (const name of absent)
        ctx.addIssue({
          code: 'custom',
          path: [name],
          message: 'ontbreekt: zet LRS_URL, LRS_KEY en LRS_SECRET alle drie, of geen van drie',
        });
    if (env.LRS_URL !== undefined && !isSecure(env.LRS_URL, env.DEMO === '1'))
      ctx.addIssue({
        code: 'custom',
        path: ['LRS_URL'],
        message:
          'moet een adres zijn dat begint met https:// (http:// alleen op deze computer, in een demonstratie), zonder ? of #',
      });
    if (env.DEMO === '0' && !env.PUBLIC_BASE_URL)
      ctx.addIssue({ code: 'custom', path: ['PUBLIC_BASE_URL'], message: 'is required when DEMO=0' });
    if (env.DEMO === '1' && env.PUBLIC_BASE_URL && !isLocal(env.PUBLIC_BASE_URL))
      ctx.addIssue({
        code: 'custom',
        path: ['PUBLIC_BASE_URL'],
        message: 'is a public address: demo mode refuses it, set DEMO=0',
      });
    if (env.CONTENT_BASE_URL && hostOf(env.CONTENT_BASE_URL) === hostOf(env.PUBLIC_BASE_URL ?? `http://${env.HOST}`))
      ctx.addIssue({
        code: 'custom',
        path: ['CONTENT_BASE_URL'],
        message: 'must be another host name than PUBLIC_BASE_URL (another port is not enough: cookies ignore it)',
      });
    if (env.DEMO === '1' && !isLocalHost(env.HOST))
      ctx.addIssue({ code: 'custom', path: ['HOST'], message: 'is not this machine: demo mode refuses it, set DEMO=0' });
  });

export interface Config {
  databaseUrl: string;
  databaseAuthToken?: string;
  /** Folder for the database, outbox, backups and keys. */
  dataDir: string;
  publicBaseUrl: string;
  /** The other host, on which packages (SCORM) play; null: they don't play. */
  contentBaseUrl: string | null;
  host: string;
  port: number;
  smtpUrl?: string;
  mailFrom: string;
  contact: string | null;
  trustProxyHops: number;
  demo: boolean;
  /** Another place to sign in (OpenID Connect). */
  oidc?: { issuer: string; clientId: string; clientSecret: string; label: string };
  /** A learning record store (xAPI) that is told what people learnt; without it nothing is passed on. */
  lrs?: { url: string; key: string; secret: string };
}

export class ConfigError extends Error {}

/** Reads the environment. Throws ConfigError with one line that names each wrong variable. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; '));
  const e = parsed.data;
  const publicBaseUrl = (e.PUBLIC_BASE_URL ?? `http://${e.HOST}:${e.PORT}`).replace(/\/$/, '');
  return {
    databaseUrl: e.DATABASE_URL,
    ...(e.DATABASE_AUTH_TOKEN ? { databaseAuthToken: e.DATABASE_AUTH_TOKEN } : {}),
    dataDir: e.DATA_DIR,
    publicBaseUrl,
    contentBaseUrl: e.CONTENT_BASE_URL?.replace(/\/$/, '') ?? (e.DEMO === '1' ? otherLocal(publicBaseUrl) : null),
    host: e.HOST,
    port: e.PORT,
    ...(e.SMTP_URL ? { smtpUrl: e.SMTP_URL } : {}),
    mailFrom: e.MAIL_FROM,
    contact: e.CONTACT ?? null,
    trustProxyHops: e.TRUST_PROXY_HOPS,
    demo: e.DEMO === '1',
    ...(e.OIDC_ISSUER && e.OIDC_CLIENT_ID && e.OIDC_CLIENT_SECRET && e.OIDC_LABEL
      ? {
          oidc: {
            issuer: e.OIDC_ISSUER,
            clientId: e.OIDC_CLIENT_ID,
            clientSecret: e.OIDC_CLIENT_SECRET,
            label: e.OIDC_LABEL,
          },
        }
      : {}),
    ...(e.LRS_URL && e.LRS_KEY && e.LRS_SECRET ? { lrs: { url: e.LRS_URL, key: e.LRS_KEY, secret: e.LRS_SECRET } } : {}),
  };
}

const isLocalHost = (host: string) => ['127.0.0.1', 'localhost', '::1'].includes(host);
/** What is no address at all is refused for that already. */
const isLocal = (url: string) => isLocalHost(URL.parse(url)?.hostname.replace(/^\[|\]$/g, '') ?? 'localhost');
const hostOf = (url: string) => URL.parse(url)?.hostname ?? url;

/** This machine by its other name, for a demonstration without settings. */
function otherLocal(url: string): string | null {
  const parsed = URL.parse(url);
  if (!parsed) return null;
  if (parsed.hostname === '127.0.0.1') return `${parsed.protocol}//localhost:${parsed.port}`;
  return parsed.hostname === 'localhost' ? `${parsed.protocol}//127.0.0.1:${parsed.port}` : null;
}

function isIssuer(value: string): boolean {
  return isSecure(value, true);
}
function isSecure(value: string, plainHere: boolean): boolean {
  const url = URL.parse(value);
  if (!url || url.search || url.hash || url.username || url.password) return false;
  return (
    url.protocol === 'https:' || (plainHere && url.protocol === 'http:' && isLocalHost(url.hostname.replace(/^\[|\]$/g, '')))
  );
}
