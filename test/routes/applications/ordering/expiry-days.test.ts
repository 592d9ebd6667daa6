import assert from 'node:assert/strict';
import { findApplication } from '../../../../db/applications/applications.js';
import { DAY_MS } from '../../../../engine/calendar.js';
import { describeGateway } from '../../../support/gateway.js';
import { TEST_NOW } from '../../../support/test-now.js';

describeGateway('when an order expires', (world) => {
  for (const { config, days } of [
    { config: 'ver|1', days: 3650 },
    { config: 'ver|1|expiry_days|14', days: 14 },
    // Such a value can only have been stored past the check.
    { config: 'ver|1|expiry_days|0', days: 3650 },
  ]) {
    it(`is after ${days} days with ${config}`, async () => {
      world.clock.now = TEST_NOW;
      const { user, accountId, positionId } = await world.seed.partner({ config });
      const named = { account_id: accountId };
      const { body } = await world.call(user, 'createApplication', named, { body: { position_id: positionId } });
      const application = await findApplication(world.db, body.application_id as string);
      assert.equal(application!.expiresAt, TEST_NOW + days * DAY_MS);
    });
  }
});
