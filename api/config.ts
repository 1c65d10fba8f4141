import path from 'node:path';
import { z } from 'zod';
import type { PersonNames } from '../domain/publication/public-text';
import type { RuleSetId } from '../domain/rule-sets';

const origin = z.url({ protocol: /^https?$/ }).transform((value) => new URL(value).origin);
const port = z.coerce.number().int().min(0).max(65_535);
const optionalList = z
  .string()
  .optional()
  .transform((value) => (value ?? '').split(',').map((item) => item.trim()).filter((item) => item !== ''));

const jsonList = z.string().transform((value, context): string[] => {
  try {
    return z.array(z.string()).parse(JSON.parse(value));
  } catch {
    context.issues.push({ code: 'custom', message: 'not a JSON list of texts', input: undefined });
    return z.NEVER;
  }
});

const environment = z.object({
  LIANDONG_API_HOST: z.string().min(1).default('127.0.0.1'),
  LIANDONG_API_PORT: port.default(8700),
  /** Where people reach the console and the API, when that is not the address they are bound to; a proxy in front needs it. */
  LIANDONG_PUBLIC_URL: origin.optional(),
  /** Pages of other origins that may have payloads decoded: the Temporal UI. */
  LIANDONG_TEMPORAL_UI_ORIGINS: optionalList.pipe(z.array(origin)),
  /** As Express understands it: 'loopback', a hop count, or addresses of the proxies. */
  LIANDONG_TRUST_PROXY: z.string().optional().transform((value) => (value !== undefined && /^\d+$/.test(value) ? Number(value) : (value ?? false))),
  /** Without it /metrics answers callers on this machine only. */
  LIANDONG_METRICS_TOKEN: z.string().min(16).optional(),
  LIANDONG_KEYS_DIR: z.string().min(1),
  /** Where documents lie, sealed; left out, in the data home (LIANDONG_DATA). */
  LIANDONG_DOCUMENTS_DIR: z.string().min(1),
  /** A virus scanner that is given each document on standard input, and its arguments as a JSON list; left out, none is scanned. */
  LIANDONG_SCAN_PROGRAM: z.string().optional(),
  LIANDONG_SCAN_ARGUMENTS: jsonList.default([]),
  LIANDONG_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  LIANDONG_DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(20),
  /** How the public column names natural persons: whole, as the register of companies shows its shareholders, or by the surname alone. */
  LIANDONG_PUBLIC_PERSON_NAMES: z.enum(['full', 'surname']).default('full'),
  /** The unverified signal `complete`, for systems that speak only signals. */
  LIANDONG_ALLOW_SIGNAL: z.enum(['0', '1']).default('0'),
  LIANDONG_REHEARSAL: z.enum(['0', '1']).default('0'),
  /** The rule set in force for new matters; running ones keep theirs. */
  LIANDONG_RULE_SET: z.enum(['yunfu-2017', 'judicial-opinion-2025']).default('yunfu-2017'),
  TEMPORAL_ADDRESS: z.string().regex(/^[^\s:]+:\d+$/, 'host:port').default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().min(1).default('liandong'),
});

/** Every variable the API reads; docker-compose.yml and docs/operations.md name them all. */
export const API_VARIABLES = Object.keys(environment.shape);

export interface ApiConfig {
  readonly host: string;
  readonly port: number;
  readonly publicOrigin?: string;
  readonly temporalUiOrigins: readonly string[];
  readonly trustProxy: string | number | false;
  readonly metricsToken?: string;
  readonly keysDir: string;
  readonly documentsDir: string;
  readonly scanProgram?: { readonly program: string; readonly args: readonly string[] };
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly databaseUrl: string;
  readonly databasePoolSize: number;
  readonly publicPersonNames: PersonNames;
  readonly isSignalAllowed: boolean;
  readonly isRehearsal: boolean;
  readonly ruleSet: RuleSetId;
  readonly temporalAddress: string;
  readonly temporalNamespace: string;
}

/** Names every problem at once; never shows a value, some are secret. */
export class ConfigProblems extends Error {}

export function parseConfig(env: Readonly<Record<string, string | undefined>>): ApiConfig {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  if (given.LIANDONG_DATA !== undefined) given.LIANDONG_DOCUMENTS_DIR ??= path.join(given.LIANDONG_DATA, 'documents');
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    throw new ConfigProblems(['The configuration is not complete:', ...parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)].join('\n'));
  }
  const { data } = parsed;
  return {
    host: data.LIANDONG_API_HOST,
    port: data.LIANDONG_API_PORT,
    publicOrigin: data.LIANDONG_PUBLIC_URL,
    temporalUiOrigins: data.LIANDONG_TEMPORAL_UI_ORIGINS,
    trustProxy: data.LIANDONG_TRUST_PROXY,
    metricsToken: data.LIANDONG_METRICS_TOKEN,
    keysDir: data.LIANDONG_KEYS_DIR,
    documentsDir: data.LIANDONG_DOCUMENTS_DIR,
    ...(data.LIANDONG_SCAN_PROGRAM === undefined ? {} : { scanProgram: { program: data.LIANDONG_SCAN_PROGRAM, args: data.LIANDONG_SCAN_ARGUMENTS } }),
    logLevel: data.LIANDONG_LOG_LEVEL,
    databaseUrl: data.DATABASE_URL,
    databasePoolSize: data.LIANDONG_DATABASE_POOL,
    publicPersonNames: data.LIANDONG_PUBLIC_PERSON_NAMES,
    isSignalAllowed: data.LIANDONG_ALLOW_SIGNAL === '1' || data.LIANDONG_REHEARSAL === '1',
    isRehearsal: data.LIANDONG_REHEARSAL === '1',
    ruleSet: data.LIANDONG_RULE_SET,
    temporalAddress: data.TEMPORAL_ADDRESS,
    temporalNamespace: data.TEMPORAL_NAMESPACE,
  };
}
