package rondo.benchmarks.elsewhere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {
  @TempDir Path folder;

  @Test
  void aTableTakesThePlaceOfTheOneBehindTheMark() throws IOException {
    Table table = new Table(List.of("here", "there"));
    for (int file = 0; file < 2; file++) {
      table.wrong("ner, ids, lstm", "here", 500);
      table.wrong("ner, ids, lstm", "there", 500);
    }
    Path page = folder.resolve("page.md");
    Files.write(page, List.of("| a | table |", Table.MARK, "| old |", "|---|", "", "after"));
    table.record(page);
    assertThat(page)
        .hasContent(
            """
            | a | table |
            %s
            | file | models | sentences | here | there |
            |---|---|---|---|---|
            | ner, ids, lstm | 2 | 1,000 | 2 of 2 files differ | 2 of 2 files differ |

            after
            """
                .formatted(Table.MARK));
  }

  @Test
  void aPageWithoutAMarkIsRefused() throws IOException {
    Path page = Files.writeString(folder.resolve("page.md"), "no table\n");
    assertThatThrownBy(() -> new Table(List.of("here")).record(page))
        .hasMessageContaining("page.md has no line '" + Table.MARK + "'");
  }
}
