import path from 'node:path';
import express, { type RequestHandler } from 'express';
import { openApiDocument } from '../../contract/openapi';
import { Refusal } from '../../register/errors';
import type { ApiRouter } from '../router';

const INFO = {
  title: '联动 Liandong',
  version: '1',
  description: 'Courts and the units that help them enforce judgments. Refusals are problem+json with a stable code; instants carry an offset; lists are paged by cursor.',
};

/** Swagger UI sets styles and embeds its icons as data; nothing is loaded from elsewhere. */
const PAGE_POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const PAGE = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>联动 API</title>
<link rel="stylesheet" href="docs/assets/swagger-ui.css">
<div id="api"></div>
<script src="docs/assets/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</html>
`;

const START = `SwaggerUIBundle({ url: 'openapi.json', dom_id: '#api', deepLinking: true, validatorUrl: null });\n`;

const ASSETS = new Set(['swagger-ui.css', 'swagger-ui-bundle.js']);

const onlyAssets: RequestHandler = (req, _res, next) => {
  if (!ASSETS.has(req.path.slice(1))) throw new Refusal('not-found');
  next();
};

/** What the router has mounted. */
export function documentOf(router: ApiRouter): ReturnType<typeof openApiDocument> {
  return openApiDocument(INFO, router.routes);
}

/** The document, and a page to read and try it. To be set up last. */
export function setUpDocumentation(router: ApiRouter): void {
  const document = documentOf(router);
  const folder = path.dirname(require.resolve('swagger-ui-dist/package.json'));
  const allowPage: RequestHandler = (_req, res, next) => {
    res.setHeader('Content-Security-Policy', PAGE_POLICY);
    next();
  };

  router.express.get('/openapi.json', (_req, res) => void res.json(document));
  router.express.get('/docs', allowPage, (_req, res) => void res.type('html').send(PAGE));
  router.express.get('/docs/start.js', (_req, res) => void res.type('js').send(START));
  router.express.use('/docs/assets', onlyAssets, express.static(folder, { index: false, maxAge: '1h' }));
}
