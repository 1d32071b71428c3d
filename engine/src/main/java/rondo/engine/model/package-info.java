/**
 * Models at rest: where parameters come from, and the file that holds a model. Layers ask {@code
 * Weights} for parameters by name and do not know whether these are fresh ({@link
 * rondo.engine.model.FreshWeights}) or from a file ({@link rondo.engine.model.StoredWeights}). A
 * {@link rondo.engine.model.ModelFile} is a zip of stored entries, written beside its name and then
 * renamed; nothing that it says is believed before it is checked, and no damage, however made,
 * costs more than a sentence.
 *
 * <pre>{@code
 * ModelFile.of(model).write(Path.of("ner.rondo"));
 * ModelFile read = ModelFile.read(Path.of("ner.rondo"));
 * }</pre>
 */
package rondo.engine.model;
