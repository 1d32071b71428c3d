package rondo.tasks.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rondo.core.Example;
import rondo.core.Model;
import rondo.tasks.Ner;
import rondo.tasks.NerType;
import rondo.tasks.TagType;
import rondo.tasks.Tagging;
import rondo.tasks.Tiny;

/** What models find in texts of any script stands where they say. */
class FoundOffsetsTest {
  private static final List<String> DOCUMENTS = MixedTexts.documents(1000);

  /** Sentences in which names of many scripts are names, whatever surrounds them. */
  private static List<Example<List<String>, List<Span>>> names() {
    List<Example<List<String>, List<Span>>> data = new ArrayList<>();
    for (String name :
        List.of("Ada", "Москва", "لندن", "ירושלים", "東京", "हिन्दी", "😀", "𐐷", "\u0301")) {
      data.add(new Example<>(List.of(name, name, "."), List.of(new Span("NAME", 0, 2))));
      data.add(new Example<>(List.of("so", name, "y"), List.of(new Span("NAME", 1, 2))));
    }
    data.add(new Example<>(List.of("B", "z", "Dr", ".", "e"), List.of()));
    return data;
  }

  @ParameterizedTest
  @CsvSource({"regex, rule", "simple, opennlp:en"})
  void entitiesCutTheirTextOutOfTheDocument(String tokenizer, String sentences) {
    NerType type = new NerType();
    Map<String, String> options =
        Map.of(
            "tokenizer",
            tokenizer,
            "sentences",
            sentences,
            "characters",
            "false",
            "unknown-rate",
            "0");
    Model<List<String>, List<Span>> model = Tiny.trained(type, names(), options);
    try (Ner ner = type.open(model.task(), Tiny.runner(model))) {
      List<List<Entity>> found = ner.findAll(DOCUMENTS);
      int all = 0;
      for (int i = 0; i < DOCUMENTS.size(); i++) {
        int past = 0;
        for (Entity entity : found.get(i)) {
          assertThat(entity.from()).isGreaterThanOrEqualTo(past);
          assertThat(DOCUMENTS.get(i).substring(entity.from(), entity.to()))
              .isEqualTo(entity.text());
          past = entity.to();
          all++;
        }
      }
      assertThat(all).isGreaterThan(1000);
    }
  }

  @ParameterizedTest
  @CsvSource("whitespace, none")
  void taggedTokensCutTheirTextOutOfTheDocument(String tokenizer, String sentences) {
    TagType type = new TagType();
    List<Example<List<String>, List<String>>> data =
        List.of(new Example<>(List.of("Ada", "."), List.of("N", "P")));
    Map<String, String> options =
        Map.of("tokenizer", tokenizer, "sentences", sentences, "characters", "false");
    Model<List<String>, List<String>> model = Tiny.fresh(type, data, options);
    try (Tagging tagging = type.open(model.task(), Tiny.runner(model))) {
      List<List<Tagging.Tagged>> tagged = tagging.tagAll(DOCUMENTS);
      for (int i = 0; i < DOCUMENTS.size(); i++) {
        String text = DOCUMENTS.get(i);
        List<Token> tokens = tagged.get(i).stream().map(Tagging.Tagged::token).toList();
        assertThat(tokens).allMatch(t -> text.substring(t.from(), t.to()).equals(t.text()));
        String all = String.join("", tokens.stream().map(Token::text).toList());
        assertThat(visible(all)).isEqualTo(visible(text));
      }
    }
  }

  private static String visible(String text) {
    int[] points = text.codePoints().filter(c -> !Characters.space(c)).toArray();
    return new String(points, 0, points.length);
  }
}
