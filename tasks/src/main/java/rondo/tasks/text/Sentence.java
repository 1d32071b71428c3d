package rondo.tasks.text;

import java.util.List;

/**
 * A sentence: its tokens, the text from the first of them to the last, and where it stands in the
 * document it was cut from, in chars. The places of its tokens are counted in the document, too.
 */
public record Sentence(String text, int from, int to, List<Token> tokens) {
  public Sentence {
    tokens = List.copyOf(tokens);
  }

  /** The sentence that these tokens of a document make. */
  static Sentence of(String document, List<Token> tokens) {
    int from = tokens.get(0).from();
    int to = tokens.get(tokens.size() - 1).to();
    String text = tokens.size() == 1 ? tokens.get(0).text() : document.substring(from, to);
    return new Sentence(text, from, to, tokens);
  }

  /** The tokens without their places, as a model reads them. */
  public List<String> words() {
    return tokens.stream().map(Token::text).toList();
  }
}
