// Labels the sentences of standard input, one a line: node label-node.mjs ner.onnx
import * as readline from 'node:readline';
import ort from 'onnxruntime-node';
import { label } from './label.mjs';

const session = await ort.InferenceSession.create(process.argv[2]);
for await (const line of readline.createInterface({ input: process.stdin })) {
  const labelled = await label(ort, session, line);
  console.log(labelled.map((pair) => pair.join('\t') + '\n').join(''));
}
