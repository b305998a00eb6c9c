// Runs ONNX models in onnxruntime.
//   node run-onnx.cjs FOLDER JOBS.json RESULTS.json
// FOLDER holds node_modules with onnxruntime-node or onnxruntime-web.
// JOBS: [{ "model": path, "input": name, "rows": N, "columns": d, "features": [N * d numbers] }]
// RESULTS: { "runtime": text, "results": [{ "inputs": [names], "outputs": { name: { "type", "dims", "data" } } } or { "error": text }] }
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { createRequire } = require('node:module');

const [folder, jobsPath, resultsPath] = process.argv.slice(2);
const requireThere = createRequire(path.join(path.resolve(folder), 'package.json'));

function load() {
  const failures = [];
  for (const name of ['onnxruntime-node', 'onnxruntime-web']) {
    try {
      const runtime = requireThere(name);
      if (name === 'onnxruntime-web') {
        runtime.env.wasm.numThreads = 1;
      }
      return { runtime, name: `${name} ${runtime.env?.versions?.common ?? ''}`.trim() };
    } catch (error) {
      failures.push(`${name}: ${error.message}`);
    }
  }
  throw new Error(failures.join('; '));
}

async function run(runtime, job) {
  const session = await runtime.InferenceSession.create(new Uint8Array(fs.readFileSync(job.model)), { intraOpNumThreads: 1 });
  const features = new runtime.Tensor('float32', Float32Array.from(job.features), [job.rows, job.columns]);
  const outputs = {};
  for (const [name, tensor] of Object.entries(await session.run({ [job.input]: features }))) {
    outputs[name] = { type: tensor.type, dims: tensor.dims, data: Array.from(tensor.data, Number) };
  }
  return { inputs: session.inputNames, outputs };
}

async function main() {
  const { runtime, name } = load();
  const results = [];
  for (const job of JSON.parse(fs.readFileSync(jobsPath, 'utf8'))) {
    try {
      results.push(await run(runtime, job));
    } catch (error) {
      results.push({ error: String(error.message ?? error) });
    }
  }
  fs.writeFileSync(resultsPath, JSON.stringify({ runtime: name, results }));
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
