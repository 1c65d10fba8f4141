import express from 'express';
import { refuseUnsafeUrl } from './middleware/json-body';
import { logRequests } from './middleware/request-log';
import { setSecurityHeaders } from './middleware/security-headers';
import { answerNotFound, answerProblems } from './problems';
import { ApiRouter } from './router';
import { setUpAccounts } from './routes/accounts';
import { setUpCalendar } from './routes/calendar';
import { setUpCalendarPublishing } from './routes/calendar-publishing';
import { setUpCatalogue } from './routes/catalogue';
import { setUpCodecServer } from './routes/codec-server';
import { setUpDocumentation } from './routes/documentation';
import { setUpDisputes } from './routes/disputes';
import { setUpDocuments } from './routes/documents';
import { setUpHealth } from './routes/health';
import { setUpMatters } from './routes/matters';
import { setUpMeasures } from './routes/measures';
import { setUpNotifications } from './routes/notifications';
import { setUpOperator } from './routes/operator';
import { setUpPapers } from './routes/papers';
import { setUpPublicColumn } from './routes/public-column';
import { setUpRehearsal } from './routes/rehearsal';
import { setUpSessions } from './routes/sessions';
import { setUpSettings } from './routes/settings';
import { setUpStandingInstructions } from './routes/standing-instructions';
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

  const router = new ApiRouter(services);
  setUpSessions(router, services);
  setUpAccounts(router, services);
  setUpCatalogue(router, services);
  setUpCalendar(router, services);
  setUpCalendarPublishing(router, services);
  setUpMatters(router, services);
  setUpMeasures(router, services);
  setUpDisputes(router, services);
  setUpDocuments(router, services);
  setUpPapers(router, services);
  setUpPublicColumn(router, services);
  setUpOperator(router, services);
  setUpSettings(router, services);
  setUpStandingInstructions(router, services);
  setUpNotifications(router, services);
  setUpRehearsal(router, services);
  setUpDocumentation(router);
  app.use('/api/v1', router.express);

  app.use(answerNotFound);
  app.use(answerProblems(services.log));
  return app;
}
