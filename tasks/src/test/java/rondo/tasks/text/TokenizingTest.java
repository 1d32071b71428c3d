package rondo.tasks.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import rondo.core.Example;

class TokenizingTest {
  private static final String TEXT = "  So Ada\tLovelace met Babbage (in London)!";

  @Test
  void knownEntitiesBecomeSpansOfTheirTokens() {
    Entity ada = Entity.in(TEXT, "PER", 5, 17);
    Entity london = Entity.in(TEXT, "LOC", 34, 40);
    assertThat(ada.text()).isEqualTo("Ada\tLovelace");
    assertThat(london.text()).isEqualTo("London");
    Example<List<String>, List<Span>> example =
        Tokenizing.REGEX.example(TEXT, List.of(london, ada));
    assertThat(example.input())
        .containsExactly("So", "Ada", "Lovelace", "met", "Babbage", "(", "in", "London", ")", "!");
    assertThat(example.gold()).containsExactly(new Span("PER", 1, 3), new Span("LOC", 7, 8));
    assertThat(Tokenizing.REGEX.example("", List.of()).input()).isEmpty();
  }

  @Test
  void entitiesThatCutATokenAreRefused() {
    Entity part = Entity.in(TEXT, "PER", 5, 16);
    assertThatThrownBy(() -> Tokenizing.REGEX.example(TEXT, List.of(part)))
        .hasMessageStartingWith("PER 'Ada\tLovelac' from 5 to 16 ")
        .hasMessageContaining(
            "does not begin and end with a token; the tokens there are [Ada, Lovelace]");
    Entity london = Entity.in(TEXT, "LOC", 34, 40);
    assertThatThrownBy(() -> Tokenizing.WHITESPACE.example(TEXT, List.of(london)))
        .hasMessageContaining("does not begin and end with a token");
  }

  @Test
  void entitiesStandWithinTheirText() {
    assertThatThrownBy(() -> Entity.in("Ada", "PER", 1, 4))
        .hasMessage("no entity can stand from 1 to 4 in a text of 3 chars");
    assertThatThrownBy(() -> Entity.in("Ada", "PER", 2, 2)).hasMessageContaining("from 2 to 2");
    assertThatThrownBy(() -> new Entity("PER", "Ada", 0, 4))
        .hasMessage("entity 'Ada' has 3 chars and cannot stand from 0 to 4");
  }
}
