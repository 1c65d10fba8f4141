import type { ApiRouter } from '../router';
import type { Services } from '../services';

export function setUpNotifications(_router: ApiRouter, _services: Services): void {}
