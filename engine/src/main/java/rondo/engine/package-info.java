/**
 * The door through which a program uses Rondo: {@link rondo.engine.Rondo} finds the plugins, trains
 * by a {@link rondo.engine.Recipe}, and opens models as what their tasks hand to applications.
 *
 * <pre>{@code
 * Rondo rondo = Rondo.load();
 * Training training = rondo.train(Recipe.of("ner").data(train).dev(dev).out(folder), listener);
 * try (Ner ner = rondo.open(training.await().model(), Ner.class)) { … }
 * }</pre>
 *
 * <p>How good a model is tell {@link rondo.engine.Rondo#answered}, {@link rondo.engine.Bootstrap}
 * for how sure that is, and {@link rondo.engine.CrossValidation} where data have no split. A
 * training and a cross-validation run on threads of their own, are awaited, cancelled, and gone on
 * with by the same recipe.
 */
package rondo.engine;
