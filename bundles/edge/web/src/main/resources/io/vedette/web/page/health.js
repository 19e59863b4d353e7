/** How everything is. */

import {h, byId, counted, figure, say} from './dom.js';

const WORST = {ok: 'all well', warn: 'see health', critical: 'function lost'};
const ORDER = {critical: 0, warn: 1};

export function showHealth(report) {
  const overall = byId('overall');
  overall.hidden = false;
  overall.className = `pill ${report.overall_status}`;
  say(overall, WORST[report.overall_status] || report.overall_status);
  const waiting = Object.values(report.queue_backlogs).reduce((sum, each) => sum + each, 0);
  byId('health-figures').replaceChildren(
    figure('Pictures', `${report.pipeline_fps.toFixed(1)} per second`),
    figure('Failed calls', `${(report.error_rate * 100).toFixed(2)} %`),
    figure('Waiting messages', waiting.toLocaleString('en')),
    figure('Memory', `${report.memory_usage_mb} MB`));
  const well = report.checks.filter((each) => each.status === 'ok');
  const others = report.checks.filter((each) => each.status !== 'ok').sort((a, b) => ORDER[a.status] - ORDER[b.status]);
  fill(byId('health-list'), others);
  fill(byId('health-well'), well);
  byId('health-list').hidden = others.length === 0;
  say(byId('health-count'), `${counted(well.length, 'thing')} ${well.length === 1 ? 'is' : 'are'} well`);
}

/** Replaces the rows only where they differ, so that a reader's place is kept. */
function fill(list, checks) {
  const text = JSON.stringify(checks);
  if (list.dataset.shown === text) return;
  list.dataset.shown = text;
  list.replaceChildren(...checks.map((each) => h('li', {},
    h('span', {class: `pill ${each.status}`}, each.status),
    h('span', {}, h('strong', {}, each.name), ' ', each.detail))));
}
