import { createContext, useContext } from 'react';
import type { Me } from '../client/queries';

export const SignedInAs = createContext<Me | null>(null);

/** Who is signed in; below `Pages` there always is somebody. */
export function useMe(): Me {
  const me = useContext(SignedInAs);
  if (!me) throw new Error('nobody is signed in');
  return me;
}
