import type { ReactNode } from 'react';
import { Link } from 'react-router';
import './main-menu.css';

export interface Place {
  readonly path: string;
  readonly label: string;
  readonly icon: ReactNode;
}

/** Where one can go, and where one is. */
export function MainMenu({ places, here, went }: { places: readonly Place[]; here: string | undefined; went?: () => void }) {
  return (
    <nav aria-label="主菜单" className="main-menu">
      {places.map(({ path, label, icon }) => (
        <Link key={path} to={path} onClick={went} aria-current={path === here ? 'page' : undefined}>
          {icon} {label}
        </Link>
      ))}
    </nav>
  );
}
