import { z } from 'zod';
import type { RouteResponse, RouteSpec } from './route';

type Json = Record<string, unknown>;

export interface DocumentInfo {
  readonly title: string;
  readonly version: string;
  readonly description: string;
}

/** RFC 9457, with a stable `code`; schema failures name each field. */
const problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    requestId: z.string(),
    errors: z.array(z.strictObject({ path: z.string(), code: z.string(), message: z.string() })).optional(),
    params: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ title: '问题' });

/** The OpenAPI 3.1 document of the routes given. */
export function openApiDocument(info: DocumentInfo, routes: readonly RouteSpec[]): Json {
  const paths: Record<string, Json> = {};
  for (const spec of routes) {
    const path = (paths[spec.path] ??= {});
    path[spec.method] = operationOf(spec);
  }
  return {
    openapi: '3.1.0',
    info,
    servers: [{ url: '/api/v1' }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'A session opened with transport "bearer", or a machine’s token' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'liandong_session', description: 'A session opened with transport "cookie"; writes need an Origin of the same site' },
      },
      schemas: { Problem: schemaOf(problem, 'output') },
    },
  };
}

function operationOf(spec: RouteSpec): Json {
  const parameters = [
    ...parametersOf(spec.params, 'path'),
    ...parametersOf(spec.query, 'query'),
    ...(spec.isCommand === true ? [IDEMPOTENCY_KEY] : []),
    ...(spec.upload === undefined ? [] : [IDEMPOTENCY_KEY, FILE_NAME]),
  ];
  return {
    operationId: spec.operationId,
    tags: [spec.tag],
    summary: spec.summary,
    ...(spec.description === undefined ? {} : { description: spec.description }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(spec.body === undefined ? {} : { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(spec.body, 'input') } } } }),
    ...(spec.upload === undefined ? {} : { requestBody: { required: true, content: filesOf(spec.upload.mediaTypes) } }),
    responses: {
      ...Object.fromEntries(Object.entries(spec.responses).map(([status, response]) => [status, responseOf(response)])),
      default: {
        description: `Refused or failed${spec.refusals === undefined ? '' : `; codes: ${spec.refusals.join(', ')}`}`,
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
    security: spec.auth === 'public' ? [] : [{ bearer: [] }, { cookie: [] }],
  };
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'Chosen by the caller, one per act: the same key and body give the same answer again, the same key with another body is refused',
  schema: { type: 'string', minLength: 8, maxLength: 128, pattern: '^[\\x21-\\x7e]+$' },
};

const FILE_NAME = {
  name: 'Content-Disposition',
  in: 'header',
  required: true,
  description: 'The name of the file, in UTF-8 and percent-encoded',
  schema: { type: 'string', examples: ["attachment; filename*=UTF-8''%E6%84%8F%E8%A7%81.pdf"] },
};

function filesOf(mediaTypes: readonly string[]): Json {
  return Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, { schema: { type: 'string', format: 'binary' } }]));
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!(schema instanceof z.ZodObject)) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(properties).map(([name, { description, ...property }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema: property,
  }));
}

function responseOf({ description, body, mediaTypes, headers }: RouteResponse): Json {
  return {
    description,
    ...(headers === undefined ? {} : { headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, { description: text, schema: { type: 'string' } }])) }),
    ...(body === undefined && mediaTypes === undefined ? {} : { content: { ...(body === undefined ? {} : { 'application/json': { schema: schemaOf(body, 'output') } }), ...filesOf(mediaTypes ?? []) } }),
  };
}

/** A schema as clients see it: what they send is the input side, what they get the output side. */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const json: Json = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' });
  delete json.$schema;
  return json;
}
