package rondo.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import rondo.core.DataException;

/**
 * Hands what comes to whoever answers it, as many at once as are there, and the answers on in their
 * order. What came before a fault in the data is answered.
 */
final class Relay<I, O> {
  private static final int INPUTS = 512; // answered at once, at most
  private static final int CHARACTERS = 1 << 18; // of them, or an input more

  /** What is to be answered, from a place that may be slow. */
  interface Incoming<I> {
    /** The next one; empty at the end. */
    Optional<I> next() throws IOException;

    /** Whether the next one is not there yet. */
    boolean waits() throws IOException;
  }

  /** Takes an answer. */
  interface Outgoing<I, O> {
    void take(I input, O answer);
  }

  private final ToIntFunction<I> characters;
  private final Function<List<I>, List<O>> answer;
  private final Outgoing<I, O> out;
  private final Console console;

  Relay(
      ToIntFunction<I> characters,
      Function<List<I>, List<O>> answer,
      Outgoing<I, O> out,
      Console console) {
    this.characters = characters;
    this.answer = answer;
    this.out = out;
    this.console = console;
  }

  /** Goes on until nothing comes any more. */
  void pass(Incoming<I> in) throws IOException {
    List<I> some = new ArrayList<>();
    int sum = 0;
    try {
      for (Optional<I> next = in.next(); next.isPresent(); next = in.next()) {
        some.add(next.get());
        sum += characters.applyAsInt(next.get());
        if (some.size() == INPUTS || sum >= CHARACTERS || in.waits()) {
          answer(some);
          sum = 0;
        }
      }
    } catch (DataException e) {
      answer(some);
      throw e;
    }
    answer(some);
  }

  private void answer(List<I> inputs) {
    Iterator<O> answers = answer.apply(inputs).iterator();
    inputs.forEach(input -> out.take(input, answers.next()));
    console.flush();
    inputs.clear();
  }
}
