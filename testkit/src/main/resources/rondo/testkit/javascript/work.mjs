// What runs ONNX files in any JavaScript runtime, for whoever serves it errands: asks for one at a
// time, and brings its result along with the next question.

const DATA = {
  float32: [Float32Array, Number],
  float64: [Float64Array, Number],
  int32: [Int32Array, Number],
  int64: [BigInt64Array, BigInt],
  bool: [Uint8Array, Number],
  string: [Array, String],
};

const FATAL = 4; // other errors are thrown

function read(ort, { type, dims, data }) {
  const [array, parse] = DATA[type];
  const values = array.from(data, (each) => parse(each));
  return new ort.Tensor(type, values, dims);
}

function written({ type, dims, data }) {
  return { type, dims, data: Array.from(data, (each) => String(each)) };
}

function mapped(record, change) {
  return Object.fromEntries(Object.entries(record).map(([name, each]) => [name, change(each)]));
}

/**
 * Works until there are no more errands.
 *
 * @param ort onnxruntime-node or onnxruntime-web
 * @param base where the errands are served
 * @param name what this is
 * @param more errands that only some can run
 */
export async function work(ort, base, name, more = {}) {
  ort.env.logLevel = 'fatal';
  const sessions = new Map();
  const known = {
    async open({ id }) {
      const file = await (await fetch(`${base}/file/${id}`)).arrayBuffer();
      const options = { intraOpNumThreads: 1, logSeverityLevel: FATAL };
      sessions.set(id, await ort.InferenceSession.create(new Uint8Array(file), options));
      return {};
    },
    async run({ id, inputs }) {
      const outputs = await sessions.get(id).run(mapped(inputs, (each) => read(ort, each)));
      return { outputs: mapped(outputs, written) };
    },
    async close({ id }) {
      await sessions.get(id).release();
      sessions.delete(id);
      return {};
    },
    async wait() {
      return null;
    },
    ...more,
  };
  let result = { name };
  for (;;) {
    const answer = await fetch(`${base}/next`, { method: 'POST', body: JSON.stringify(result) });
    const errand = await answer.json();
    if (errand.kind === 'end') {
      return;
    }
    try {
      const found = await known[errand.kind](errand);
      result = found && { number: errand.number, ...found };
    } catch (e) {
      result = { number: errand.number, error: String(e) };
    }
  }
}
