// For --import before a program. The program is then a newer version: it has one more migration, of the kind in
// NEWER_MIGRATION. `more` is additive. `less` takes away something that older versions need.
import { type Migration, migrations } from '../../../db/migrations/index.js';

const newer: Record<string, Migration> = {
  more: {
    name: '9998-more',
    up: async (trx) => {
      if (await trx.schema.hasColumn('applications', 'mood')) return;
      await trx.schema.alterTable('applications', (t) => {
        t.string('mood', 20).notNullable().defaultTo('calm');
        t.index(['mood'], 'applications_by_mood');
      });
    },
  },
  less: {
    name: '9999-less',
    needs: '9998-more',
    up: async (trx) => {
      if (await trx.schema.hasColumn('positions', 'report_name')) {
        await trx.schema.alterTable('positions', (t) => t.renameColumn('report_name', 'report_title'));
      }
    },
  },
};

const kinds = process.env['NEWER_MIGRATION']!.split(',');
(migrations as Migration[]).push(...kinds.map((kind) => newer[kind]!));
