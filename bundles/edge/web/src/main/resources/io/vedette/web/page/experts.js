/** The experts and whom they serve. */

import {h, byId, figure} from './dom.js';

const STATES = {ready: 'ok', loading: 'waiting', unavailable: 'warn', leaving: 'waiting', resting: 'resting'};
let shown = '';

export function showExperts(experts) {
  const text = JSON.stringify(experts);
  if (text === shown) return;
  shown = text;
  const detectors = experts.filter((each) => each.kind === 'detector');
  byId('detector-list').replaceChildren(...detectors.map(card));
  byId('detector-none').hidden = detectors.length > 0;
  byId('expert-list').replaceChildren(...experts.filter((each) => each.kind !== 'detector').map(card));
}

function card(expert) {
  const figures = expert.figures;
  const version = expert.bundle.slice(expert.bundle.indexOf('/') + 1);
  const calls = Number(figures.calls || 0);
  const failed = Number(figures.errors || 0) + Number(figures.timeouts || 0);
  return h('article', {class: 'card'},
    h('div', {class: 'bar'},
      h('h3', {}, expert.name),
      h('span', {class: `pill ${STATES[expert.state] || ''}`}, expert.state),
      figures.pinned === 'true' ? h('span', {class: 'pill'}, 'pinned') : null),
    expert.because ? h('p', {class: 'reason'}, `Because ${expert.because}`) : null,
    h('dl', {class: 'figures'},
      figure(expert.kind === 'detector' ? 'Version' : expert.kind, version),
      figures.model ? figure('Model', figures.model) : null,
      figures.device ? figure('Runs on', figures.device.toUpperCase()) : null,
      figures.p50_ms ? figure('Typical answer', `${figures.p50_ms} ms`) : null,
      figures.p95_ms ? figure('95 % within', `${figures.p95_ms} ms`) : null,
      figures.calls ? figure('Calls', `${calls.toLocaleString('en')}${failed ? `, ${failed} failed` : ''}`) : null,
      figure('Serves', expert.cameras.join(', ') || 'nobody now')));
}
