package rondo.cli;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import rondo.cli.terminal.Highlighter;
import rondo.core.Asked;

/**
 * Lines on their way through a model: cut into inputs, which are answered once there are enough of
 * them, and printed in order. A line of any length takes the memory of its text and of one piece.
 */
final class Piece<I, O> {
  private static final int INPUTS = 512; // answered at once, at most
  private static final int CHARACTERS = 1 << 18; // of lines, or a line more

  private final Trained<I, O> trained;
  private final Console console;
  private final Highlighter marks;
  private final List<I> inputs = new ArrayList<>();
  private final List<Function<Iterator<O>, String>> prints = new ArrayList<>();
  private int characters;

  Piece(Trained<I, O> trained, Console console) {
    this.trained = trained;
    this.console = console;
    this.marks = new Highlighter(console.style());
  }

  /** A line more, of which some may be answered already. A blank one asks nothing. */
  void add(String line) {
    characters += line.length();
    if (!line.isBlank()) {
      ask(trained.texts().ask(line));
    }
    prints.add(answers -> "\n");
    if (prints.size() >= INPUTS || characters >= CHARACTERS) {
      answer();
    }
  }

  private void ask(Iterator<Asked<I>> all) {
    String before = "";
    for (; all.hasNext(); before = " ") {
      I input = all.next().input();
      String space = before;
      inputs.add(input);
      prints.add(
          answers -> space + trained.texts().tell(input, answers.next()).print(false, marks::mark));
      if (inputs.size() == INPUTS) {
        answer();
      }
    }
  }

  /** Answers what there is. */
  void answer() {
    Iterator<O> answers = trained.answer(inputs).iterator();
    for (Function<Iterator<O>, String> print : prints) {
      console.write(print.apply(answers));
    }
    console.flush();
    inputs.clear();
    prints.clear();
    characters = 0;
  }
}
