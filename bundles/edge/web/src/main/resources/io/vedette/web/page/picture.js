/** A camera's live picture on a canvas, with a box around each object that is followed. */

const STEP_MS = 200;
const AFTER_FAILURE_MS = 1500;

const COLOURS = {human: '#ffb224', vehicle: '#4cb3ff', wildlife: '#5fdc92', object: '#cba6ff'};
const CATEGORIES = {
  person: 'human', face: 'human',
  bicycle: 'vehicle', car: 'vehicle', motorcycle: 'vehicle', bus: 'vehicle', truck: 'vehicle', boat: 'vehicle', train: 'vehicle', airplane: 'vehicle',
  bird: 'wildlife', cat: 'wildlife', dog: 'wildlife', horse: 'wildlife', sheep: 'wildlife', cow: 'wildlife', bear: 'wildlife',
};

export const colourOf = (label) => COLOURS[CATEGORIES[label] || 'object'];

export class LivePicture {
  #canvas;
  #camera;
  #shown;
  #tag = '';
  #bitmap = null;
  #objects = [];
  #visible = true;
  #wanted = false;
  #running = false;
  #paused = false;
  #abort = new AbortController();

  /** @param shown called whenever another picture is drawn, with the objects in it */
  constructor(camera, canvas, shown) {
    this.#camera = camera;
    this.#canvas = canvas;
    this.#shown = shown;
    this.sight = new IntersectionObserver(([entry]) => {
      this.#visible = entry.isIntersecting;
      this.#run();
    });
    this.sight.observe(canvas);
    this.size = new ResizeObserver(() => this.#draw());
    this.size.observe(canvas);
    this.wake = () => this.#run();
    document.addEventListener('visibilitychange', this.wake);
  }

  /** Whether the camera is there to be seen. */
  want(wanted) {
    this.#wanted = wanted;
    if (!wanted && this.#objects.length) {
      this.#objects = [];
      this.#draw();
    }
    this.#run();
  }

  pause(paused) {
    this.#paused = paused;
    this.#run();
  }

  close() {
    this.#wanted = false;
    this.#abort.abort();
    this.sight.disconnect();
    this.size.disconnect();
    document.removeEventListener('visibilitychange', this.wake);
  }

  get #watching() {
    return this.#wanted && this.#visible && !this.#paused && !document.hidden;
  }

  async #run() {
    if (this.#running || !this.#watching) return;
    this.#running = true;
    while (this.#watching) {
      const started = performance.now();
      const well = await this.#next();
      const left = (well ? STEP_MS : AFTER_FAILURE_MS) - (performance.now() - started);
      await new Promise((done) => setTimeout(done, Math.max(20, left)));
    }
    this.#running = false;
  }

  async #next() {
    const wide = Math.max(160, Math.min(1920, Math.ceil(this.#canvas.clientWidth * devicePixelRatio)));
    try {
      const answer = await fetch(`/api/v1/cameras/${this.#camera}/live.jpg?width=${wide}`, {
        headers: this.#tag ? {'If-None-Match': this.#tag} : {},
        cache: 'no-store',
        signal: this.#abort.signal,
      });
      if (answer.status === 304) return true;
      if (!answer.ok) return false;
      const objects = JSON.parse(answer.headers.get('X-Vedette-Objects') || '[]');
      const bitmap = await createImageBitmap(await answer.blob());
      this.#tag = answer.headers.get('ETag') || '';
      if (this.#bitmap) this.#bitmap.close();
      this.#bitmap = bitmap;
      this.#objects = objects;
      this.#draw();
      this.#shown(objects, bitmap);
      return true;
    } catch {
      return false;
    }
  }

  #draw() {
    const canvas = this.#canvas;
    const ratio = devicePixelRatio || 1;
    const width = Math.round(canvas.clientWidth * ratio);
    const height = Math.round(canvas.clientHeight * ratio);
    if (!this.#bitmap || !width || !height) return;
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    }
    const pen = canvas.getContext('2d');
    pen.clearRect(0, 0, width, height);
    const scale = Math.min(width / this.#bitmap.width, height / this.#bitmap.height);
    const w = this.#bitmap.width * scale;
    const h = this.#bitmap.height * scale;
    const x = (width - w) / 2;
    const y = (height - h) / 2;
    pen.drawImage(this.#bitmap, x, y, w, h);
    for (const each of this.#objects) {
      const [bx, by, bw, bh] = each.box;
      drawBox(pen, {x: x + bx * w, y: y + by * h, w: bw * w, h: bh * h, left: x, top: y, right: x + w}, each, ratio);
    }
  }
}

function drawBox(pen, at, object, ratio) {
  const colour = colourOf(object.label);
  pen.lineJoin = 'round';
  pen.setLineDash(object.score > 0 ? [] : [6 * ratio, 5 * ratio]);
  pen.strokeStyle = 'rgba(0, 0, 0, .55)';
  pen.lineWidth = 5 * ratio;
  pen.strokeRect(at.x, at.y, at.w, at.h);
  pen.strokeStyle = colour;
  pen.lineWidth = 2.5 * ratio;
  pen.strokeRect(at.x, at.y, at.w, at.h);
  pen.setLineDash([]);

  const text = object.score > 0 ? `${object.label} ${Math.round(object.score * 100)}%` : object.label;
  pen.font = `600 ${13 * ratio}px system-ui, sans-serif`;
  pen.textBaseline = 'middle';
  const wide = pen.measureText(text).width + 12 * ratio;
  const high = 22 * ratio;
  const x = Math.max(at.left, Math.min(at.x - 1.25 * ratio, at.right - wide));
  const y = at.y - high >= at.top ? at.y - high : Math.max(at.top, at.y);
  pen.fillStyle = colour;
  pen.beginPath();
  pen.roundRect(x, y, wide, high, 4 * ratio);
  pen.fill();
  pen.fillStyle = '#10151d';
  pen.fillText(text, x + 6 * ratio, y + high / 2 + ratio);
}
