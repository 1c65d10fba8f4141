import compression from 'compression';
import express from 'express';
import { refuseUnsafeUrl } from './middleware/json-body';
import { logRequests } from './middleware/request-log';
import { setSecurityHeaders } from './middleware/security-headers';
import { answerNotFound, answerProblems } from './problems';
import { setUpConsole } from './console/serve';
import { mountRoutes } from './mount-routes';
import { setUpCodecServer } from './routes/codec-server';
import { setUpHealth } from './routes/health';
import type { Services } from './services';

export function createApp(services: Services): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.set('trust proxy', services.config.trustProxy);
  app.use(logRequests(services.log, services.metrics));
  app.use(setSecurityHeaders(services.config.publicOrigin?.startsWith('https:') === true));
  app.use(refuseUnsafeUrl);

  setUpHealth(app, services);
  setUpCodecServer(app, services);

  // The same for everybody: nothing in them could be guessed from how long they become.
  app.use(['/api/v1/units', '/api/v1/rule-sets', '/api/v1/openapi.json'], compression());
  app.use('/api/v1', mountRoutes(services).express);
  setUpConsole(app, services);

  app.use(answerNotFound);
  app.use(answerProblems(services.log));
  return app;
}
