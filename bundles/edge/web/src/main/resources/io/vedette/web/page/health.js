/** How everything is. */

import {h, byId, figure, say} from './dom.js';

const WORST = {ok: 'all well', warn: 'look here', critical: 'function lost'};
const ORDER = {critical: 0, warn: 1, ok: 2};

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
  const checks = [...report.checks].sort((a, b) => ORDER[a.status] - ORDER[b.status]);
  byId('health-list').replaceChildren(...checks.map((each) => h('li', {},
    h('span', {class: `pill ${each.status}`}, each.status),
    h('span', {}, h('strong', {}, each.name), ' ', each.detail))));
}
