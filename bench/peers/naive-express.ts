import bcrypt from 'bcrypt';
import express, { type RequestHandler } from 'express';
import knex from 'knex';
import passport from 'passport';
import { BasicStrategy } from 'passport-http';
import { peerInput } from '../support/peer-input.js';
import { pageOf, type PeerRow } from '../support/page-of.js';

// The usual first design: each library as its README shows it, and bcrypt on each request.
const { databaseUrl, port, publicUrl } = peerInput();
const db = knex({ client: 'mysql2', connection: databaseUrl });

passport.use(
  new BasicStrategy((userName, password, done) => {
    db('users')
      .join('credentials', 'credentials.user_id', 'users.id')
      .where({ name: userName, active: 1 })
      .whereNull('revoked_ms')
      .first<{ password_hash: string } | undefined>('password_hash')
      .then(async (user) => done(null, user && (await bcrypt.compare(password, user.password_hash)) ? user : false))
      .catch(done);
  }),
);

const app = express();
app.use(passport.initialize());
app.get(
  '/v1/accounts/:account_id/assessments',
  passport.authenticate('basic', { session: false }) as RequestHandler,
  async (req, res) => {
    const limit = Number(req.query.limit);
    const rows = await db('applications as a')
      .leftJoin('accounts as c', 'c.id', 'a.account_id')
      .leftJoin('positions as p', 'p.id', 'a.position_id')
      .where({ 'a.account_id': req.params.account_id, 'a.state': 1 })
      .where('a.expires_ms', '>', Date.now())
      .orderBy(['a.account_id', 'a.date_sub', 'a.id'])
      .limit(limit + 1)
      .select<PeerRow[]>('a.*', 'c.link_token', 'p.aname as position_name');
    res.json(pageOf(rows, { limit, publicUrl }));
  },
);
app.listen(port, '127.0.0.1');
