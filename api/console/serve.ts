import fs from 'node:fs';
import path from 'node:path';
import compression from 'compression';
import express, { type Express, type RequestHandler } from 'express';
import type { Services } from '../services';

/** Where the build puts the page; from the sources (tests) and from dist/api alike. */
const BUILT = ['../../dist/console', '../../console'].map((folder) => path.resolve(__dirname, folder)).find((folder) => fs.existsSync(path.join(folder, 'assets')));

/** What is said of documents says nothing of scripts and styles, and a first load has some fifty of these. */
const OF_DOCUMENTS = ['Content-Security-Policy', 'Cross-Origin-Opener-Policy', 'Permissions-Policy', 'Referrer-Policy', 'X-Frame-Options'];

/** Names carry a hash of what is in them. */
const ASSETS_FOR_EVER = {
  index: false,
  etag: false,
  lastModified: false,
  setHeaders: (res: express.Response) => {
    for (const header of OF_DOCUMENTS) res.removeHeader(header);
    res.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
  },
} as const;

/** Each browser asks for each once. */
const AS_SMALL_AS_CAN_BE = 9;

/** Scripts of our own only; the components write their styles into the page as they are shown. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The console at `/`: one page for every address that a person may have in the address bar, and its assets. */
export function setUpConsole(app: Express, { log }: Services): void {
  if (BUILT === undefined) {
    log.warn('the console has not been built: npm run build');
    return;
  }
  const page = fs.readFileSync(path.join(BUILT, 'index.html'), 'utf8');
  app.use('/assets', compression({ level: AS_SMALL_AS_CAN_BE }), express.static(path.join(BUILT, 'assets'), ASSETS_FOR_EVER));
  const sendPage: RequestHandler = (req, res, next) => {
    // Programs, which ask for anything or for JSON, learn that there is nothing.
    if ((req.method !== 'GET' && req.method !== 'HEAD') || /^\/(api|assets)(\/|$)/.test(req.path) || req.get('accept')?.includes('text/html') !== true) {
      next();
      return;
    }
    res.setHeader('Content-Security-Policy', POLICY);
    res.type('html').send(page);
  };
  app.use(sendPage);
}
