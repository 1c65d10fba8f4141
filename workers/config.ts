import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const isSet = z.enum(['0', '1']).default('0').transform((value) => value === '1');

const environment = z.object({
  LIANDONG_WORKER_HOST: z.string().min(1).default('127.0.0.1'),
  LIANDONG_WORKER_PORT: z.coerce.number().int().min(0).max(65_535).default(7301),
  LIANDONG_KEYS_DIR: z.string().min(1),
  LIANDONG_DATA: z.string().min(1),
  /** Where documents lie, sealed; left out, in the data home. */
  LIANDONG_DOCUMENTS_DIR: z.string().optional(),
  LIANDONG_PUBLIC_URL: z.url({ protocol: /^https?$/ }),
  LIANDONG_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** The unverified signal `complete`, for systems that speak only signals. */
  LIANDONG_ALLOW_SIGNAL: isSet,
  LIANDONG_REHEARSAL: isSet,
  LIANDONG_CACHED_WORKFLOWS: z.coerce.number().int().min(10).max(20_000).default(500),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  LIANDONG_DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(12),
  TEMPORAL_ADDRESS: z.string().regex(/^[^\s:]+:\d+$/, 'host:port').default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().min(1).default('liandong'),
  SMTP_HOST: z.string().optional(),
  SMTP_PORT: z.coerce.number().int().min(1).max(65_535).default(465),
  SMTP_SECURE: z.enum(['0', '1']).default('1').transform((value) => value === '1'),
  SMTP_USER: z.string().optional(),
  SMTP_PASS: z.string().optional(),
  SMTP_FROM: z.string().optional(),
  /** PEM file with the certificate authority of the city's own mail server; left out, those that Node trusts. */
  SMTP_CA_FILE: z.string().optional(),
  /** A program that passes messages on, e.g. to an SMS gateway, and its arguments as a JSON list. */
  LIANDONG_MESSAGE_PROGRAM: z.string().optional(),
  LIANDONG_MESSAGE_ARGUMENTS: z.string().default('[]'),
  /** How long delivered messages are kept. */
  LIANDONG_KEEP_DELIVERIES_DAYS: z.coerce.number().int().min(31).max(36_500).default(400),
});

/** Every variable the worker reads; docker-compose.yml and docs/operations.md name them all. */
export const WORKER_VARIABLES = Object.keys(environment.shape);

const argumentsShape = z.array(z.string());

export type WorkerConfig = ReturnType<typeof parseWorkerConfig>;

/** Names every problem at once; never shows a value, some are secret. */
export class WorkerConfigProblems extends Error {}

export function parseWorkerConfig(env: Readonly<Record<string, string | undefined>>) {
  const parsed = environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  if (parsed.success && parsed.data.SMTP_HOST && !parsed.data.SMTP_FROM) problems.push('  SMTP_FROM: needed with SMTP_HOST');
  const authority = parsed.success && parsed.data.SMTP_CA_FILE ? readCertificate(parsed.data.SMTP_CA_FILE) : undefined;
  if (authority?.problem) problems.push(`  SMTP_CA_FILE: ${authority.problem}`);
  const messageArguments = parsed.success ? argumentsShape.safeParse(parseJson(parsed.data.LIANDONG_MESSAGE_ARGUMENTS)) : undefined;
  if (messageArguments && !messageArguments.success) problems.push('  LIANDONG_MESSAGE_ARGUMENTS: not a JSON list of texts');
  if (!parsed.success || !messageArguments?.success || problems.length > 0) throw new WorkerConfigProblems(['The configuration is not complete:', ...problems].join('\n'));
  const { data } = parsed;
  return {
    host: data.LIANDONG_WORKER_HOST,
    port: data.LIANDONG_WORKER_PORT,
    keysDir: data.LIANDONG_KEYS_DIR,
    documentsDir: data.LIANDONG_DOCUMENTS_DIR ?? path.join(data.LIANDONG_DATA, 'documents'),
    logLevel: data.LIANDONG_LOG_LEVEL,
    isSignalAllowed: data.LIANDONG_ALLOW_SIGNAL || data.LIANDONG_REHEARSAL,
    isRehearsal: data.LIANDONG_REHEARSAL,
    maxCachedWorkflows: data.LIANDONG_CACHED_WORKFLOWS,
    databaseUrl: data.DATABASE_URL,
    databasePoolSize: data.LIANDONG_DATABASE_POOL,
    temporalAddress: data.TEMPORAL_ADDRESS,
    temporalNamespace: data.TEMPORAL_NAMESPACE,
    keepDeliveriesDays: data.LIANDONG_KEEP_DELIVERIES_DAYS,
    telling: {
      publicUrl: data.LIANDONG_PUBLIC_URL,
      outboxDir: path.join(data.LIANDONG_DATA, 'outbox'),
      ...(data.SMTP_HOST && data.SMTP_FROM
        ? { smtp: { host: data.SMTP_HOST, port: data.SMTP_PORT, secure: data.SMTP_SECURE, user: data.SMTP_USER, pass: data.SMTP_PASS, from: data.SMTP_FROM, ...(authority?.pem ? { ca: authority.pem } : {}) } }
        : {}),
      ...(data.LIANDONG_MESSAGE_PROGRAM ? { command: { program: data.LIANDONG_MESSAGE_PROGRAM, args: messageArguments.data } } : {}),
      ...(data.LIANDONG_REHEARSAL ? { digestSettleMs: 0 } : {}),
    },
  };
}

/** A certificate that is not there must stop the start: mail would fail days later, one message at a time. */
function readCertificate(file: string): { pem?: string; problem?: string } {
  let pem: string;
  try {
    pem = readFileSync(file, 'utf8');
  } catch (error) {
    return { problem: `the file cannot be read (${(error as NodeJS.ErrnoException).code})` };
  }
  try {
    new X509Certificate(pem);
    return { pem };
  } catch {
    return { problem: 'the file holds no certificate in PEM form' };
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
