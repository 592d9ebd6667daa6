import { type Position } from '../../engine/position/position.js';
import { type Schema } from '../documented.js';

/** A stored position as it is answered (contract section 6, position_get). */
export function presentPosition({ positionId, aname, reportName, languages }: Position): Schema<'Position'> {
  return { position_id: positionId, aname, report_name: reportName, languages };
}
