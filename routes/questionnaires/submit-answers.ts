import { writeTransaction } from '../../db/connection/transaction.js';
import { chooseLanguage } from '../../engine/position/texts.js';
import { refusedOn, refusedWithoutAccount } from '../access.js';
import { audit, auditRefusals } from '../audit.js';
import { findQuestionnaire, type FoundQuestionnaire } from './find-questionnaire.js';
import { type Context, type Operation } from '../operation.js';
import { type Refusal } from '../refusal.js';
import { type Submission, submit } from './submission.js';

export interface SubmitAnswersInput extends Submission {
  app_link: string;
  /** In which it was answered. */
  language_id?: string;
}

export interface SubmittedAnswers {
  application_id: string;
  status: 'completed';
}

/** Submits a questionnaire on the candidate's behalf (contract section 6, score_calc_set). */
export const submitAnswers: Operation<SubmitAnswersInput, SubmittedAnswers> = async (input, context) =>
  submitFound({ input, found: await findQuestionnaire(context.db, input.app_link) }, context);

interface FoundSubmission {
  input: SubmitAnswersInput;
  found: FoundQuestionnaire | undefined;
}

const submitFound = auditRefusals<FoundSubmission, SubmittedAnswers>(
  'score_calc_set',
  // The link itself would open the questionnaire to whoever reads the audit log.
  ({ found }) => (found ? `application ${found.application.applicationId}` : 'unknown application'),
  async ({ input, found }, context) => {
    const barred =
      refusedWithoutAccount(context) ?? refusedOn(found?.application.accountId, 'write', context, 'application');
    if (barred) return barred;
    const { applicationId, accountId } = found!.application;
    const refusal = await store(found!, input, context);
    if (refusal) return refusal;
    context.wakeNotifier(accountId);
    return { application_id: applicationId, status: 'completed' };
  },
);

function store(
  found: FoundQuestionnaire,
  { language_id: wished, fields, answers }: SubmitAnswersInput,
  context: Context,
): Promise<Refusal | undefined> {
  const { application, content } = found;
  const languageId = chooseLanguage(content.languages, wished, application.languageId);
  return writeTransaction(context.db, async (trx) => {
    const refusal = await submit(trx, found, { submission: { fields, answers }, languageId, now: context.now });
    if (refusal) return refusal;
    await audit(trx, context, { operation: 'score_calc_set', object: `application ${application.applicationId}` });
    return undefined;
  });
}
