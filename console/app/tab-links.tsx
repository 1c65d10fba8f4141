import { Link, useSearchParams } from 'react-router';
import './tab-links.css';

/** Links, because each tab is an address; the other filters stay. */
export function TabLinks({ name, tabs, here }: { name: string; tabs: readonly { readonly key: string; readonly label: string }[]; here: string | undefined }) {
  const [search] = useSearchParams();
  const addressOf = (key: string): string => {
    const next = new URLSearchParams(search);
    next.set('tab', key);
    return `?${next.toString()}`;
  };
  return (
    <nav aria-label={name} className="tab-links not-printed">
      {tabs.map(({ key, label }) => (
        <Link key={key} to={addressOf(key)} replace aria-current={key === here ? 'page' : undefined}>{label}</Link>
      ))}
    </nav>
  );
}
