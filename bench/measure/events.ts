import { Client, Connection } from '@temporalio/client';
import type { Cases } from '../cases';
import type { City } from '../city';
import type { RegisterWatch } from '../register-watch';

export interface Events {
  /** Of a full case, taken step by step. */
  open: number;
  sign: number;
  answer: number;
  accept: number;
  wholeCase: number;
  /** The longest of those that ran under load, where a command may come before the workflow's first task. */
  longestUnderLoad: number;
}

/** Events that the steps of a case leave in its Temporal history. */
export async function measureEvents(stand: { temporalAddress: string; namespace: string }, watch: RegisterWatch, cases: Cases, city: City): Promise<Events> {
  const connection = await Connection.connect({ address: stand.temporalAddress });
  try {
    const client = new Client({ connection, namespace: stand.namespace });
    const countEvents = async (matter: string): Promise<number> => (await client.workflow.getHandle(matter).fetchHistory()).events?.length ?? 0;
    const matter = await city.open(0);
    await watch.settled();
    // The position is written within the first task; the task's own end follows it.
    await new Promise((resolve) => setTimeout(resolve, 500));
    const opened = await countEvents(matter);
    await city.sign(matter);
    const signed = await countEvents(matter);
    await city.answer(matter);
    const answered = await countEvents(matter);
    await city.accept(matter, 0);
    const wholeCase = await countEvents(matter);
    const others = await Promise.all(Array.from({ length: 8 }, (_, client) => cases.run('full', client)));
    const lengths = await Promise.all(others.map(countEvents));
    return { open: opened, sign: signed - opened, answer: answered - signed, accept: wholeCase - answered, wholeCase, longestUnderLoad: Math.max(...lengths) };
  } finally {
    await connection.close();
  }
}
