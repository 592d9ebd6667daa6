import express from 'express';
import { peerInput } from '../support/peer-input.js';

// The yardstick: Express with its defaults, one route, and `res.json` of a constant page. It has no authentication and
// no database.
const { pages, port } = peerInput();
const answers = new Map([...pages].map(([limit, page]) => [limit, JSON.parse(page) as object]));

const app = express();
app.get('/v1/accounts/:account_id/assessments', (req, res) => {
  res.json(answers.get(req.query.limit as string));
});
app.listen(port, '127.0.0.1');
