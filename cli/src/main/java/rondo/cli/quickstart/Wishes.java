package rondo.cli.quickstart;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the person asked for beside the tour itself, as options of the commands that are shown.
 *
 * @param maxTime of each training
 */
public record Wishes(
    Optional<String> maxTime, Optional<String> seed, Optional<String> threads, List<Path> plugins) {
  public Wishes {
    plugins = List.copyOf(plugins);
  }

  /** A training's command with what it wants. */
  List<String> training(String usualTime, List<String> words) {
    List<String> all = new ArrayList<>(words);
    all.add("--max-time=" + maxTime.orElse(usualTime));
    seed.ifPresent(v -> all.add("--seed=" + v));
    return threaded(all);
  }

  /** A command that answers, with what it wants. */
  List<String> answering(String... words) {
    return threaded(new ArrayList<>(List.of(words)));
  }

  /** Any command, with what it wants. */
  List<String> any(String... words) {
    return plugged(new ArrayList<>(List.of(words)));
  }

  private List<String> threaded(List<String> words) {
    threads.ifPresent(v -> words.add("--threads=" + v));
    return plugged(words);
  }

  private List<String> plugged(List<String> words) {
    plugins.forEach(p -> words.add("--plugins=" + p));
    return words;
  }
}
