/**
 * Files of models that were changed at random, and what an importer makes of them. {@link
 * rondo.testkit.mutation.Mutator} changes names, numbers, dimensions, operators, the order and the
 * nesting of nodes; {@link rondo.testkit.mutation.ImportTrial} reads such a file, runs it, and
 * holds it against ONNX Runtime, which works in a process of its own ({@link
 * rondo.testkit.mutation.RuntimeApart}), since a strange file can end the one that it is in.
 *
 * <pre>{@code
 * Mutator mutator = new Mutator(new Random(1));
 * try (ImportTrial trial = new ImportTrial(cells)) {
 *   Mutator.Mutant mutant = mutator.of(Files.readAllBytes(model));
 *   ImportTrial.Outcome outcome = trial.of(mutant.file(), inputs);
 * }
 * }</pre>
 */
package rondo.testkit.mutation;
