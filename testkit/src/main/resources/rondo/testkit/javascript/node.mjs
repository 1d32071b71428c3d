// node node.mjs ADDRESS
import ort from 'onnxruntime-node';
import { work } from './work.mjs';

const name = `onnxruntime-node ${ort.env.versions.node} on Node ${process.version}`;
await work(ort, process.argv[2], name);
