import { type Schema } from '../../../routes/documented.js';
import { visible } from '../output/visible.js';

/** The privacy settings of an account, for a person. */
export function privacyLines({ account_id, version, notices, ...rest }: Schema<'Privacy'>): string {
  const told = Object.entries(notices).map(
    ([language, notice]) => `  ${language}: ${visible(notice.url ?? notice.text ?? '')}`,
  );
  return [
    `Account ${account_id}, version ${version}${rest.changed === undefined ? '' : ` of ${rest.changed}`}`,
    told.length === 0 ? 'Candidates are told nothing.' : 'Candidates are told:',
    ...told,
    rest.consent ? 'They have to agree before they answer.' : 'They are not asked to agree.',
    rest.retention_days === 0
      ? 'Nothing is erased by age.'
      : `Applications are erased ${rest.retention_days} days after their end.`,
    rest.keep_scores ? 'Erasing keeps scores without the person.' : 'Erasing keeps no scores.',
  ].join('\n');
}
