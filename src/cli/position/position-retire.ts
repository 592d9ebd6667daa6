import { type Command } from 'commander';
import { setPositionRetired } from '../../../db/positions/positions.js';
import { changeAsOperator } from '../session/change-as-operator.js';
import { documented } from '../output/documented.js';
import { idArgument } from '../input/id-argument.js';
import { iso } from '../output/iso.js';
import { lockPosition } from '../../../db/positions/stored-positions.js';
import { refused } from '../output/refused.js';
import { type Session } from '../session/session.js';
import { knownPosition } from './stored-positions.js';

/** `pop position retire` and `pop position restore`. */
export function registerPositionRetire(parent: Command, session: Session): void {
  const verbs = [
    {
      verb: 'retire',
      retires: true,
      what: 'Retire a position: nobody can order it or be assigned to it any more.',
      more: 'What was ordered already goes on. The position stays, and pop position restore brings it back.',
      done: 'is retired',
    },
    {
      verb: 'restore',
      retires: false,
      what: 'Bring back a retired position.',
      more: 'The accounts that it was assigned to may order it again.',
      done: 'can be ordered again',
    },
  ];
  for (const { verb, retires, what, more, done } of verbs) {
    documented(parent.command(verb), {
      what,
      more,
      examples: [`pop position ${verb} 3`],
      json: '{"position_id", "retired"}, retired is the instant or null',
    })
      .argument('<POSITION>', 'id of the position', idArgument)
      .action(async (positionId: string) => {
        const retiredAt = retires ? session.now() : undefined;
        await changeAsOperator(
          session,
          { operation: `position ${verb}`, object: `position ${positionId}` },
          async (trx) => {
            const { retiredAt: since } = await knownPosition(trx, positionId, lockPosition);
            if (retires && since !== undefined) {
              throw refused(`Position ${positionId} is retired since ${iso(since)}.`);
            }
            if (!retires && since === undefined) throw refused(`Position ${positionId} is not retired.`);
            await setPositionRetired(trx, positionId, retiredAt);
          },
        );
        const result = { position_id: positionId, retired: iso(retiredAt) };
        session.print(result, () => `Position ${positionId} ${done}.`);
      });
  }
}
