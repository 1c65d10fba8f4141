import { createHash } from 'node:crypto';
import { z } from 'zod';
import { listPublicNotices, readPublicFeed, readPublicNotice, RSS } from '../../contract/public-column';
import type { NoticeKind } from '../../domain/catalogue/notices';
import { Refusal } from '../../register/errors';
import { assetToken } from '../../register/matters/person-tokens';
import { cursorOfNotice, findNotice, listNotices } from '../../register/public-notices/queries';
import { decodeCursor, pageFrom } from '../pagination';
import { feedOf } from '../public-column/feed';
import { type PublicNotice, viewNotices } from '../public-column/view-notices';
import { fileOf } from '../file-of';
import type { ApiRouter, Reply } from '../router';
import type { Services } from '../services';

const cursorShape = z.tuple([z.int(), z.uuid()]);

interface Asked {
  limit: number;
  cursor?: string | undefined;
  kind?: NoticeKind | undefined;
  court?: string | undefined;
  company?: string | undefined;
}

/** 四.17: the column 司法协助, for everybody. */
export function setUpPublicColumn(router: ApiRouter, services: Services): void {
  router.handle(listPublicNotices, async ({ query, req }) => {
    if (req.accepts(['json', RSS]) === RSS) return feed(req, query);
    return unlessKnown(req, 'application/json; charset=utf-8', JSON.stringify(await pageOf(query)));
  });

  router.handle(readPublicFeed, async ({ query, req }) => feed(req, query));

  router.handle(readPublicNotice, async ({ params: { id }, req }) => {
    const row = await findNotice(services.db, id);
    if (!row) throw new Refusal('not-found');
    const [notice] = await viewNotices(services, [row]);
    return unlessKnown(req, 'application/json; charset=utf-8', JSON.stringify(notice));
  });

  async function pageOf({ limit, cursor, kind, court, company }: Asked): Promise<{ items: PublicNotice[]; nextCursor: string | null }> {
    const after = decodeCursor(cursor, cursorShape);
    const filter = { ...(kind ? { kind } : {}), ...(court ? { court } : {}), ...(company ? { assetToken: assetToken(services.keyRing, company) } : {}) };
    const { items: rows, nextCursor } = pageFrom(await listNotices(services.db, filter, { limit: limit + 1, ...(after ? { after } : {}) }), limit, (row) => row, cursorOfNotice);
    return { items: await viewNotices(services, rows), nextCursor };
  }

  async function feed(req: Asker, query: Asked): Promise<Reply> {
    const origin = services.config.publicOrigin ?? `${req.protocol}://${req.get('host') ?? ''}`;
    const { items } = await pageOf(query);
    return unlessKnown(req, `${RSS}; charset=utf-8`, feedOf(items, { selfUrl: `${origin}${req.originalUrl}`, columnUrl: `${origin}/api/v1/public/judicial-assistance` }));
  }
}

interface Asker {
  readonly protocol: string;
  readonly originalUrl: string;
  get(name: string): string | undefined;
}

/** Readers of feeds come again and again: what they have is not sent twice. */
function unlessKnown(req: Asker, mediaType: string, text: string): Reply {
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
  const headers = { ETag: etag };
  const known = (req.get('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (known.includes(etag)) return { status: 304, headers };
  return { status: 200, file: fileOf(text), headers: { ...headers, 'Content-Type': mediaType } };
}
