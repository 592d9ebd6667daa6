import { type Position } from '../../engine/position/position.js';
import { type Schema } from '../documented.js';

/** Turns a stored position into its form in replies (contract, section 6, position_get). */
export function presentPosition({ positionId, aname, reportName, languages }: Position): Schema<'Position'> {
  return { position_id: positionId, aname, report_name: reportName, languages };
}
