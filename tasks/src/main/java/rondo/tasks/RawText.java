package rondo.tasks;

import java.util.List;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Settings;
import rondo.tasks.text.Token;
import rondo.tasks.text.Tokenizing;

/** How raw text becomes sentences of tokens; recorded in the model, as training has it. */
final class RawText {
  static final Options OPTIONS =
      Options.of(
          new Option("tokenizer", "regex", "how raw text becomes tokens: regex or whitespace"));

  private final Tokenizing tokenizing;

  RawText(Settings options) {
    tokenizing = Tokenizing.of(options);
  }

  Tokenizing tokenizing() {
    return tokenizing;
  }

  /** The sentences of a text that have tokens. */
  List<List<Token>> sentences(String text) {
    return List.of(tokenizing.tokens(text));
  }

  /** The tokens of a text, whatever sentences it has. */
  List<String> words(String text) {
    return words(tokenizing.tokens(text));
  }

  static List<String> words(List<Token> tokens) {
    return tokens.stream().map(Token::text).toList();
  }
}
