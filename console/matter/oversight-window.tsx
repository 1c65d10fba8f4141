import { Alert } from 'antd';
import { useMe } from '../app/signed-in-as';
import type { Matter } from '../client/queries';
import { LawTerm } from '../law/law-term';
import { deadlineText, instantText } from '../words/dates';
import { timeLeft } from '../words/time-left';
import { runningTerm } from './time-left-tag';

/** The name of the term, whichever decision it runs from. */
const WINDOW = 'ask';

/** 四.7(4): the court's right to have a refusal to file checked lapses with this term, so what is left of it stands above everything else. */
export function OversightWindow({ matter }: { matter: Matter }) {
  const { now } = useMe();
  const window = matter.terms.find(({ name, state }) => state === 'running' && name === WINDOW);
  if (matter.kind !== 'police.crime-referral' || window === undefined) return null;
  const { willAskAt } = (matter.particulars['standingInstruction'] ?? {}) as { willAskAt?: string };
  const { text, pressure } = timeLeft(runningTerm(window), now);
  return (
    <Alert
      type={pressure === 'calm' ? 'warning' : 'error'}
      showIcon
      title={<><LawTerm of="oversight-window">提请检察机关监督</LawTerm>：{text}（{deadlineText(window.dueOn, window.dueAt)}）</>}
      description={<>期限届满仍未提请的，法院不能再依本机制提请监督。{willAskAt === undefined ? '本事项不自动提请，须由法院办理。' : <>法院此前未作表示的，平台依<LawTerm of="standing-instruction">常设指令</LawTerm>于{instantText(willAskAt)}自动提请。</>}</>}
    />
  );
}
