import { useMe } from '../app/signed-in-as';

/** To the matter's workflow, for those who look into it, where it is known where that is. */
export function TemporalLink({ number }: { number: string }) {
  const { temporalUi } = useMe();
  return temporalUi === null ? null : <a href={`${temporalUi}/${encodeURIComponent(number)}`} target="_blank" rel="noreferrer">在 Temporal 中查看</a>;
}
