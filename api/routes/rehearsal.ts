import type { ApiRouter } from '../router';
import type { Services } from '../services';

export function setUpRehearsal(_router: ApiRouter, _services: Services): void {}
