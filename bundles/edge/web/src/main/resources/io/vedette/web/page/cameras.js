/** One tile per camera: its picture, its state, what it costs, its switches. */

import {h, byId, counted, figure, say, timeAgo} from './dom.js';
import {change} from './api.js';
import {LivePicture} from './picture.js';

const SWITCHES = {enabled: 'Camera', detect: 'Detect', motion: 'Motion', snapshots: 'Pictures'};
const LEVELS = {F: 'all pictures', 'F-': 'all pictures, rough', K: 'key frames', 'K+P': 'key frames and packets'};
const WORDS = {
  connecting: 'Connecting …',
  stalled: 'No pictures are coming',
  backoff: 'Away; trying again',
  disabled: 'Switched off',
  online: 'Waiting for a picture …',
};
const FORGET_AFTER_MS = 10000;

const tiles = new Map();
let paused = false;
let unheard = new Set();

export function showCamera(camera) {
  let tile = tiles.get(camera.id);
  if (!tile) {
    tile = new Tile(camera.id);
    tiles.set(camera.id, tile);
    const next = [...tiles.keys()].sort().find((id) => id > camera.id);
    byId('camera-list').insertBefore(tile.element, next ? tiles.get(next).element : null);
  }
  unheard.delete(camera.id);
  tile.show(camera);
  tellNone();
}

export function removeCamera(id) {
  const tile = tiles.get(id);
  if (tile) {
    tile.close();
    tiles.delete(id);
    tellNone();
  }
}

/** After a reconnect all cameras are told of again; those that are not have gone unnoticed. */
export function expectAll() {
  unheard = new Set(tiles.keys());
  const waitedFor = unheard;
  setTimeout(() => {
    if (waitedFor === unheard) unheard.forEach(removeCamera);
  }, FORGET_AFTER_MS);
}

export function tellNone() {
  byId('camera-none').hidden = tiles.size > 0;
  byId('camera-list').classList.toggle('single', tiles.size === 1);
}

export function pauseAll(on) {
  paused = on;
  for (const tile of tiles.values()) tile.picture.pause(on);
}

/** Whether some camera has nothing but movement to tell of. */
export function withoutModel() {
  return [...tiles.values()].filter((tile) => tile.detector === 'motion').map((tile) => tile.id);
}

class Tile {
  constructor(id) {
    this.id = id;
    this.canvas = h('canvas', {role: 'img', 'aria-label': `Live picture of ${id}`});
    this.note = h('p', {class: 'stage-note'});
    this.motion = h('span', {class: 'moving', hidden: true}, 'motion');
    this.state = h('span', {class: 'pill'});
    this.since = h('span', {class: 'since'});
    this.objects = h('span', {class: 'objects'});
    this.reason = h('p', {class: 'reason', hidden: true});
    this.figures = h('dl', {class: 'figures'});
    this.switches = h('div', {class: 'switches', role: 'group', 'aria-label': `Switches of ${id}`});
    this.buttons = new Map();
    this.ring = h('button', {type: 'button', class: 'plain', 'aria-label': `Ring at ${id}`, onclick: () => this.press()}, 'Ring');
    this.said = h('span', {class: 'when', role: 'status'});
    const title = `camera-${id}-title`;
    this.stage = h('div', {class: 'stage'}, this.canvas, this.note, this.motion);
    this.element = h('article', {class: 'camera', 'aria-labelledby': title, 'data-camera': id},
      this.stage,
      h('div', {class: 'bar'}, h('h2', {id: title}, id), this.state, this.since, this.objects),
      this.reason, this.figures, this.switches,
      h('p', {class: 'ring'}, this.ring, this.said));
    this.picture = new LivePicture(id, this.canvas, (objects, bitmap) => this.seen(objects, bitmap));
    this.picture.pause(paused);
  }

  show(camera) {
    this.detector = camera.detector;
    const online = camera.state === 'online';
    this.element.classList.toggle('away', !online);
    this.state.className = `pill ${online ? 'ok' : camera.state === 'disabled' ? '' : 'warn'}`;
    say(this.state, camera.state);
    this.motion.hidden = !(online && camera.motion);
    this.reason.hidden = !camera.reason;
    say(this.reason, camera.reason || '');
    if (!online) this.drawn = false;
    if (this.sinceShown !== camera.since_utc) {
      this.sinceShown = camera.since_utc;
      this.since.replaceChildren(timeAgo(camera.since_utc, 'for'));
    }
    this.noteFor(camera.state);
    const present = Object.entries(camera.objects).filter(([, n]) => n > 0);
    say(this.objects, present.map(([label, n]) => counted(n, label)).join(', '));
    this.showFigures(camera);
    this.showSwitches(camera.switches);
    this.ring.disabled = camera.state === 'disabled';
    this.picture.want(online);
  }

  noteFor(state) {
    this.note.hidden = Boolean(this.drawn);
    say(this.note, WORDS[state] || state);
  }

  showFigures(camera) {
    const rows = [];
    if (camera.resolution) {
      rows.push(['Picture', `${camera.resolution.replace('x', ' × ')}${camera.fps ? `, ${Math.round(camera.fps)} fps` : ''}`]);
    }
    rows.push(['Detector', camera.detector === 'motion' ? 'movement only' : camera.detector || 'none yet']);
    if (camera.level) {
      rows.push(['While still', `${LEVELS[camera.level] || camera.level} (level ${camera.level})`]);
      rows.push(['Noticed', camera.guarantee]);
      rows.push(['Awake', `${(camera.awake * 100).toFixed(1)} % of the time`]);
    }
    if (typeof camera.cpu === 'number') rows.push(['Cost', `${(camera.cpu * 100).toFixed(1)} % of a core`]);
    if (camera.advice) rows.push(['Advice', camera.advice]);
    const text = JSON.stringify(rows);
    if (text === this.figuresShown) return;
    this.figuresShown = text;
    this.figures.replaceChildren(...rows.map(([name, value]) => figure(name, value)));
  }

  showSwitches(positions) {
    for (const [which, name] of Object.entries(SWITCHES)) {
      if (!(which in positions)) continue;
      let button = this.buttons.get(which);
      if (!button) {
        button = h('button', {type: 'button', role: 'switch', onclick: () => this.turn(which, button)}, name);
        this.buttons.set(which, button);
        this.switches.append(button);
      }
      button.setAttribute('aria-checked', String(positions[which]));
    }
  }

  async turn(which, button) {
    const on = button.getAttribute('aria-checked') !== 'true';
    button.disabled = true;
    const problem = await change('PUT', `/api/v1/cameras/${this.id}/switches/${which}`, {on});
    if (!problem) button.setAttribute('aria-checked', String(on));
    button.disabled = false;
    button.focus();
  }

  /** Rings the doorbell, as its button at the door does. */
  async press() {
    this.ring.disabled = true;
    const problem = await change('POST', `/api/v1/cameras/${this.id}/press`);
    say(this.said, problem || 'Rung; the event follows.');
    this.ring.disabled = false;
    setTimeout(() => say(this.said, ''), 8000);
  }

  seen(objects, bitmap) {
    if (!this.drawn) {
      this.drawn = true;
      this.note.hidden = true;
      this.stage.style.aspectRatio = `${bitmap.width} / ${bitmap.height}`;
    }
    const what = objects.length ? objects.map((each) => each.label).join(', ') : 'nothing that is followed';
    const label = `Live picture of ${this.id}: ${what}`;
    if (this.canvas.getAttribute('aria-label') !== label) this.canvas.setAttribute('aria-label', label);
  }

  close() {
    this.picture.close();
    this.element.remove();
  }
}
