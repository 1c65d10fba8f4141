import type { ApiRouter } from '../router';
import type { Services } from '../services';

export function setUpMatters(_router: ApiRouter, _services: Services): void {}
