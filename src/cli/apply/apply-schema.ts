import { FLAGS, PERMISSIONS } from '../../../engine/permissions.js';

const FLAG_LIST = {
  type: 'array',
  minItems: 1,
  items: { enum: FLAGS, 'x-valid': `one of ${FLAGS.join(', ')}` },
  'x-valid': `a list of ${FLAGS.join(', ')}`,
};

const USER = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', 'x-valid': 'a text' },
    kind: { enum: ['partner', 'internal'], 'x-valid': 'partner or internal' },
    active: { type: 'boolean', 'x-valid': 'true or false' },
    grants: {
      if: { type: 'object' },
      then: {
        type: 'object',
        properties: Object.fromEntries(Object.keys(PERMISSIONS).map((name) => [name, FLAG_LIST])),
        additionalProperties: false,
      },
      else: {
        enum: ['partner', 'operator'],
        'x-valid': 'partner, operator, or an object of permissions and lists of flags',
      },
    },
  },
  additionalProperties: false,
  'x-valid': 'an object',
};

/** The JSON Schema of what `pop apply` takes. Positions are checked by the schema of position files. */
export const APPLY_SCHEMA = {
  type: 'object',
  required: ['account'],
  properties: {
    account: {
      type: 'object',
      required: ['account_id'],
      properties: {
        account_id: { type: 'string', 'x-valid': 'an id from 1 to 9223372036854775807' },
        name: { type: 'string', 'x-valid': 'a text' },
        disabled: { type: 'boolean', 'x-valid': 'true or false' },
      },
      additionalProperties: false,
      'x-valid': 'an object',
    },
    config: {
      type: 'object',
      additionalProperties: {
        if: { type: 'object' },
        then: {
          type: 'object',
          required: ['env'],
          properties: { env: { type: 'string', minLength: 1, 'x-valid': 'the name of an environment variable' } },
          additionalProperties: false,
        },
        else: {
          type: ['string', 'integer', 'null'],
          'x-valid': 'a text, an integer, null, or env with the name of an environment variable',
        },
      },
      'x-valid': 'an object of config keys and values',
    },
    users: { type: 'array', items: USER, 'x-valid': 'a list of users' },
    positions: {
      type: 'array',
      items: {
        type: ['string', 'integer', 'object'],
        'x-valid': 'the id of a position, or a position as in a position file',
      },
      'x-valid': 'a list of positions',
    },
  },
  additionalProperties: false,
  'x-valid': 'an object',
};
