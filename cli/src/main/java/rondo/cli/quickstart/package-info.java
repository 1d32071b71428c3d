/**
 * The first minutes with Rondo, told as a story of commands: a tour shows each command as it is to
 * be typed, has it run by a {@link rondo.cli.quickstart.Typist}, and tells what to look at. {@link
 * rondo.cli.quickstart.NamesTour} learns, measures, tags and exports; {@link
 * rondo.cli.quickstart.TranslationTour} learns to translate.
 *
 * <pre>{@code
 * Narrator narrator = new Narrator(style, out, typist);
 * boolean whole = new NamesTour(narrator, data, Path.of("quickstart"), wishes).run();
 * }</pre>
 *
 * <p>Whatever is done is a command that is shown; a tour calls nothing of the engine by itself.
 */
package rondo.cli.quickstart;
