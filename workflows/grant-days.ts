import type { CaseFile } from './case-file/case-file';
import type { Shape } from './case-file/shape';

type GrantingFile = Pick<CaseFile<Shape>, 'extendTerm' | 'tell'>;

/** More working days, granted by the court in time, or accepted from the committee (三(四)): added to what still runs in time, else counted from the acceptance, and lateness stays. The unit is told. */
export function grantDays(file: GrantingFile, id: string, workingDays: number): void {
  const { dueOn, dueAt } = file.extendTerm(id, workingDays);
  for (const audience of ['unit.desk', 'unit.liaison'] as const) file.tell(audience, 'extension-granted', { params: { workingDays, dueOn, dueAt } });
}
