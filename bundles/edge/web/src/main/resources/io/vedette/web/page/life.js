/** The life of one event: its picture, the way it took, every message about it, and who saw it. */

import {facePill, what} from './events.js';
import {h, svg, byId, figure, lasting} from './dom.js';

const MOST_ROWS = 60;
const dialog = byId('life');

dialog.addEventListener('click', (click) => {
  if (click.target === dialog) dialog.close();
});

export async function openLife(id) {
  dialog.replaceChildren(h('p', {}, 'Loading …'));
  if (!dialog.open) dialog.showModal();
  let messages = [];
  try {
    const answer = await fetch(`/api/v1/events/${id}`, {cache: 'no-store'});
    if (answer.ok) messages = await answer.json();
  } catch {
    messages = [];
  }
  dialog.replaceChildren(...(messages.length ? content(id, messages) : lost()));
  dialog.querySelector('button').focus();
}

function closer() {
  return h('button', {type: 'button', class: 'plain', onclick: () => dialog.close()}, 'Close');
}

function lost() {
  return [h('header', {}, h('h2', {id: 'life-title'}, 'This event cannot be read'), closer()),
    h('p', {}, 'It is no longer kept, or the connection is lost.')];
}

function content(id, messages) {
  const first = messages[0];
  const last = messages[messages.length - 1];
  const best = messages.reduce((a, b) => (b.confidence > a.confidence ? b : a));
  const alerts = [...new Set(messages.filter((each) => each.alert).map((each) => each.alert.text || each.alert.rule))];
  return [
    h('header', {},
      h('h2', {id: 'life-title'}, `${what(last)} at ${last.stream_id}`),
      closer()),
    h('div', {class: 'life-body'},
      pictureOf(id, messages, last),
      clipOf(messages, last),
      h('dl', {class: 'figures'},
        figure('Began', new Date(first.started_utc).toLocaleString(undefined, {dateStyle: 'medium', timeStyle: 'medium'})),
        figure(last.ended_utc ? 'Lasted' : 'So far', lasting(first.started_utc, last.ended_utc || last.timestamp_utc)),
        figure('Most sure', `${Math.round(best.confidence * 100)} %`),
        figure('Track', `${last.track_id}, term ${last.epoch}`),
        last.face ? figure('Face', facePill(last.face)) : null,
        alerts.length ? figure('Alert', alerts.join(', ')) : null,
        last.trigger ? figure('Rung by', last.trigger) : null,
        last.zones.length ? figure('Zones', last.zones.join(', ')) : null),
      h('h3', {}, 'What was told'),
      table(messages),
      h('h3', {}, 'Who saw it'),
      provenance(last)),
  ];
}

/** The picture with the way of the object's foot over it; fractions of the frame become percents of the drawing. */
function pictureOf(id, messages, last) {
  const figureBox = h('figure', {class: 'life-picture'});
  if (!messages.some((each) => each.image_url)) {
    figureBox.append(h('p', {class: 'empty'}, 'No picture was kept.'));
    return figureBox;
  }
  const image = h('img', {src: `/api/v1/events/${id}/snapshot.jpg?seq=${last.seq}`, alt: `Best picture: ${last.label} at ${last.stream_id}`});
  if (last.category === 'doorbell') {
    // A press has no place in the picture, so there is no way to draw.
    figureBox.append(image, h('figcaption', {}, 'What the camera showed.'));
    return figureBox;
  }
  const feet = messages.map(({bbox: [x, y, w, hh]}) => `${(x + w / 2) * 100},${(y + hh) * 100}`);
  const end = feet[feet.length - 1].split(',');
  figureBox.append(
    image,
    svg('svg', {viewBox: '0 0 100 100', preserveAspectRatio: 'none', 'aria-hidden': 'true'},
      svg('polyline', {points: feet.join(' '), class: 'way-shadow'}),
      svg('polyline', {points: feet.join(' '), class: 'way'}),
      svg('line', {x1: end[0], y1: end[1], x2: end[0], y2: end[1], class: 'way-end'})),
    h('figcaption', {}, feet.length > 1 ? 'Its way; the dot is where it was seen last.' : 'The dot is where it was seen.'));
  return figureBox;
}

function clipOf(messages, last) {
  const url = messages.map((each) => each.clip_url).filter(Boolean).pop();
  if (!url) return null;
  return h('div', {class: 'life-clip'},
    h('h3', {}, 'Clip'),
    h('video', {src: url, controls: true, preload: 'metadata', playsinline: true, 'aria-label': `Clip of ${last.label} at ${last.stream_id}`}),
    h('p', {}, h('a', {href: url, download: `${last.stream_id}-${last.event_id}.mp4`}, 'Download the clip')));
}

function table(messages) {
  const shown = messages.length > MOST_ROWS
    ? [...messages.slice(0, MOST_ROWS / 2), ...messages.slice(-MOST_ROWS / 2)] : messages;
  return h('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Messages of this event'},
    h('table', {},
      h('thead', {}, h('tr', {}, ...['', 'Time', 'After', 'Sure', 'Answer'].map((name) => h('th', {scope: 'col'}, name)))),
      h('tbody', {}, ...shown.map((each) => h('tr', {},
        h('td', {}, h('span', {class: `pill ${each.type === 'end' ? '' : 'ok'}`}, each.type)),
        h('td', {}, new Date(each.timestamp_utc).toLocaleTimeString([], {hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23'})),
        h('td', {}, `${(Math.max(0, Date.parse(each.timestamp_utc) - Date.parse(messages[0].started_utc)) / 1000).toFixed(1)} s`),
        h('td', {}, `${Math.round(each.confidence * 100)} %`),
        h('td', {}, each.inference_latency_ms === null ? '–' : `${each.inference_latency_ms.toFixed(1)} ms`))))));
}

function provenance(last) {
  const by = last.detector || {};
  return h('dl', {class: 'figures'},
    figure('Detector', by.name || '–'),
    by.bundle ? figure('Bundle', `${by.bundle} ${by.version || ''}`) : null,
    by.model ? figure('Model', by.model) : null,
    by.model_sha256 ? figure('sha256', h('code', {title: by.model_sha256}, `${by.model_sha256.slice(0, 16)}…`)) : null,
    figure('Runs on', last.gpu_enabled ? 'GPU' : 'CPU'),
    figure('Event id', h('code', {}, last.event_id)));
}
