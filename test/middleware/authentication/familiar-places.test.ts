import assert from 'node:assert/strict';
import { familiarPlaces } from '../../../middleware/authentication/familiar-places.js';
import { TEST_NOW } from '../../support/test-now.js';

const DAY_MS = 86_400_000;

function setUp() {
  const clock = { now: TEST_NOW };
  return { clock, places: familiarPlaces(() => clock.now) };
}

describe('familiarPlaces', () => {
  it('finds a user where the user has signed in, and nobody else there', () => {
    const { places } = setUp();
    places.add('1', '192.0.2.1');
    assert.ok(places.find('1', '192.0.2.1'));
    assert.equal(places.find('2', '192.0.2.1'), undefined);
    assert.equal(places.find('1', '192.0.2.2'), undefined);
  });

  it('takes a /64 of IPv6 for one place', () => {
    const { places } = setUp();
    places.add('1', '2001:db8::1');
    assert.equal(places.find('1', '2001:db8::2'), places.find('1', '2001:db8::1'));
    assert.equal(places.find('1', '2001:db8:0:1::1'), undefined);
  });

  it('forgets a place 30 days after its last use', () => {
    const { places, clock } = setUp();
    places.add('1', '192.0.2.1');
    clock.now += 30 * DAY_MS - 1;
    places.add('1', '192.0.2.1');
    clock.now += 30 * DAY_MS - 1;
    assert.ok(places.find('1', '192.0.2.1'));
    clock.now += 1;
    assert.equal(places.find('1', '192.0.2.1'), undefined);
  });

  it('keeps 16 places of a user, those used last', () => {
    const { places } = setUp();
    for (let n = 0; n < 16; n += 1) places.add('1', `192.0.2.${n}`);
    places.add('1', '192.0.2.0');
    places.add('1', '198.51.100.1');
    assert.ok(places.find('1', '192.0.2.0'));
    assert.equal(places.find('1', '192.0.2.1'), undefined);
  });
});
