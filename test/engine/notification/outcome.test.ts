import assert from 'node:assert/strict';
import { outcomeOf } from '../../../engine/notification/outcome.js';

describe('outcomeOf', () => {
  it('is delivered for 200, and only for it', () => {
    assert.equal(outcomeOf({ status: 200 }, [200, 500]), 'delivered');
    for (let status = 201; status <= 599; status += 1) {
      assert.equal(outcomeOf({ status }, []), 'rejected', String(status));
      assert.equal(outcomeOf({ status }, [status]), 'retried', String(status));
    }
  });

  it('is tried again without a response', () => {
    assert.equal(outcomeOf({ fault: 'refused' }, []), 'no-response');
  });
});
