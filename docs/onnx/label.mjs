// What any JavaScript runtime needs: ort is onnxruntime-node or onnxruntime-web.
export async function label(ort, session, sentence) {
  const text = new ort.Tensor('string', [sentence], [1]);
  const { tokens, answer } = await session.run({ text });
  return Array.from(tokens.data, (token, t) => [token, answer.data[t]]);
}
