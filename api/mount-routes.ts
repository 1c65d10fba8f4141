import { ApiRouter } from './router';
import { setUpAccounts } from './routes/accounts';
import { setUpCalendar } from './routes/calendar';
import { setUpCalendarPublishing } from './routes/calendar-publishing';
import { setUpCards } from './routes/cards';
import { setUpCatalogue } from './routes/catalogue';
import { setUpDocumentation } from './routes/documentation';
import { setUpDisputes } from './routes/disputes';
import { setUpDocuments } from './routes/documents';
import { setUpFigures } from './routes/figures';
import { setUpMatters } from './routes/matters';
import { setUpMeasures } from './routes/measures';
import { setUpNotifications } from './routes/notifications';
import { setUpOperator } from './routes/operator';
import { setUpPapers } from './routes/papers';
import { setUpPublicColumn } from './routes/public-column';
import { setUpRehearsal } from './routes/rehearsal';
import { setUpSeals } from './routes/seals';
import { setUpSessions } from './routes/sessions';
import { setUpSettings } from './routes/settings';
import { setUpStandingInstructions } from './routes/standing-instructions';
import type { Services } from './services';

/** Everything under /api/v1, documentation last: it shows what was mounted before it. */
export function mountRoutes(services: Services): ApiRouter {
  const router = new ApiRouter(services);
  setUpSessions(router, services);
  setUpAccounts(router, services);
  setUpCatalogue(router, services);
  setUpCalendar(router, services);
  setUpCalendarPublishing(router, services);
  setUpMatters(router, services);
  setUpMeasures(router, services);
  setUpSeals(router, services);
  setUpDisputes(router, services);
  setUpFigures(router, services);
  setUpCards(router, services);
  setUpDocuments(router, services);
  setUpPapers(router, services);
  setUpPublicColumn(router, services);
  setUpOperator(router, services);
  setUpSettings(router, services);
  setUpStandingInstructions(router, services);
  setUpNotifications(router, services);
  setUpRehearsal(router, services);
  setUpDocumentation(router);
  return router;
}
