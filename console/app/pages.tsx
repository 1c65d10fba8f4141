import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import { meQuery } from '../client/queries';
import { Frame } from './frame';
import { SignedInAs } from './signed-in-as';
import { SignIn } from './sign-in';
import { Trouble } from './trouble';
import { Waiting } from './waiting';

const ChangePassword = lazy(() => import('./change-password'));
const InboxPage = lazy(() => import('../inbox/inbox-page'));
const MattersPage = lazy(() => import('../matters/matters-page'));
const NewRequestPage = lazy(() => import('../requests/new-request-page'));
const AlarmPage = lazy(() => import('../alarms/alarm-page'));
const CasePage = lazy(() => import('../cases/case-page'));
const SealsPage = lazy(() => import('../seals/seals-page'));
const OversightPage = lazy(() => import('../oversight/oversight-page'));
const InstructionPage = lazy(() => import('../standing-instructions/instruction-page'));
const DisputesPage = lazy(() => import('../disputes/disputes-page'));
const SupervisionPage = lazy(() => import('../supervision/supervision-page'));
const CountedPage = lazy(() => import('../supervision/counted-page'));
const CalendarPage = lazy(() => import('../calendar/calendar-page'));
const CardsPage = lazy(() => import('../cards/cards-page'));
const HelpPage = lazy(() => import('../help/help-page'));
const OperatorPage = lazy(() => import('../operator/operator-page'));
const NotificationsPage = lazy(() => import('../notifications/notifications-page'));
const MatterPage = lazy(() => import('../matter/matter-page'));

/** What the address bar says is what is shown; whoever is not signed in signs in first, and then sees what the address said. */
export function Pages() {
  const me = useQuery(meQuery);
  if (me.isPending) return <Waiting size="large" />;
  if (me.isError) return <Trouble error={me.error} again={() => void me.refetch()} />;
  if (me.data === null) return <SignIn />;
  if (me.data.mustChangePassword) return <Suspense fallback={<Waiting size="large" />}><ChangePassword isForced /></Suspense>;
  return (
    <SignedInAs.Provider value={me.data}>
      <Frame>
        <Suspense fallback={<Waiting size="large" />}>
          <Routes>
            <Route path="/" element={<Navigate to="/inbox" replace />} />
            <Route path="/inbox" element={<InboxPage />} />
            <Route path="/matters" element={<MattersPage />} />
            <Route path="/requests/new" element={<NewRequestPage />} />
            <Route path="/alarms/new" element={<AlarmPage />} />
            <Route path="/cases" element={<CasePage />} />
            <Route path="/seals" element={<SealsPage />} />
            <Route path="/oversight" element={<OversightPage />} />
            <Route path="/standing-instruction" element={<InstructionPage />} />
            <Route path="/disputes" element={<DisputesPage />} />
            <Route path="/supervision" element={<SupervisionPage />} />
            <Route path="/supervision/matters" element={<CountedPage />} />
            <Route path="/cards" element={<CardsPage />} />
            <Route path="/cards/:number" element={<CardsPage />} />
            <Route path="/calendar" element={<CalendarPage />} />
            <Route path="/operator" element={<OperatorPage />} />
            <Route path="/help" element={<HelpPage />} />
            <Route path="/notifications" element={<NotificationsPage />} />
            <Route path="/matters/:number" element={<MatterPage />} />
            <Route path="/password" element={<ChangePassword />} />
            <Route path="*" element={<h1>没有这一页面</h1>} />
          </Routes>
        </Suspense>
      </Frame>
    </SignedInAs.Provider>
  );
}
