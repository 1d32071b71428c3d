package rondo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvertTest {
  private static final Path EXAMPLES = Path.of("../examples");

  @TempDir Path folder;

  private static Transcript convert(Object... more) {
    List<Object> words = new ArrayList<>(List.of("convert"));
    words.addAll(List.of(more));
    Transcript said = Transcript.of(words.toArray());
    assertThat(said.exit()).as(said.err()).isEqualTo(Exit.DONE);
    return said;
  }

  @Test
  void whereAndBackAgainIsTheSame() throws IOException {
    Path data = EXAMPLES.resolve("ner/dev.conll");
    Path json = folder.resolve("dev.jsonl.gz");
    Path names = folder.resolve("dev.names");
    Path back = folder.resolve("dev.conll");
    assertThat(convert("ner", data, "-o", json).err()).matches(".*dev.jsonl.gz: \\d+ examples\n");
    convert("ner", json, "-o", names, "--to=opennlp");
    convert("ner", names, "-o", back);
    assertThat(Files.readString(back)).isEqualTo(convert("ner", data, "--to=conll").out());
  }

  @Test
  void sharesAreDealtByASeed() throws IOException {
    Path data = EXAMPLES.resolve("classify/train.tsv");
    Path all = folder.resolve("all.jsonl");
    convert("classify", data, "-o", all, "--split=80,10,10", "--seed=7");
    List<String> dealt = new ArrayList<>();
    for (String each : List.of("train", "dev", "test")) {
      dealt.addAll(Files.readAllLines(folder.resolve("all-" + each + ".jsonl")));
    }
    assertThat(Files.readAllLines(folder.resolve("all-dev.jsonl"))).hasSize(dealt.size() / 10);
    List<String> whole = convert("classify", data, "--to=jsonl").out().lines().toList();
    assertThat(dealt).containsExactlyInAnyOrderElementsOf(whole).isNotEqualTo(whole);
    Path other = folder.resolve("again.jsonl");
    convert("classify", data, "-o", other, "--split=8,1,1", "--seed=7");
    assertThat(folder.resolve("again-dev.jsonl"))
        .hasSameTextualContentAs(folder.resolve("all-dev.jsonl"));
    assertThat(all).doesNotExist();
  }

  @Test
  void whatIsLostIsTold() throws IOException {
    Path data =
        Files.writeString(
            folder.resolve("own.jsonl"),
            "{\"tokens\": [\"New York\", \"e-mail\"], \"tags\": [\"B-LOC\", \"O\"]}\n");
    assertThat(convert("ner", data, "--to=opennlp").err())
        .isEqualTo(
            "standard output: 1 of 1 examples would be read as others, the first being"
                + " 'New York e-mail'; --to jsonl keeps them\n");
    assertThat(convert("ner", data, "--to=conll").err()).isEmpty();
    Path text =
        Files.writeString(
            folder.resolve("text.jsonl"), "{\"text\": \"In  Rome.\", \"spans\": []}\n");
    assertThat(convert("ner", text, "--to=conll").err())
        .isEqualTo(
            "standard output: of 1 of 1 texts only the tokens are kept, not what stands between them\n");
    assertThat(convert("ner", text, "--to=jsonl", "--spans=character").err()).isEmpty();
  }

  @Test
  void whatCouldNotBeReadAgainIsRefused() throws IOException {
    Path data =
        Files.writeString(
            folder.resolve("marks.jsonl"),
            "{\"tokens\": [\"<END>\", \"x\"], \"tags\": [\"O\", \"O\"]}\n");
    Path out = folder.resolve("marks.txt");
    Transcript said = Transcript.of("convert", "ner", data, "-o", out, "--to=opennlp");
    assertThat(said.exit()).isEqualTo(Exit.DATA);
    assertThat(said.err())
        .startsWith("rondo: " + out + ": the format 'opennlp' cannot hold these data")
        .endsWith("--to jsonl keeps them\n")
        .hasLineCount(1);
    assertThat(out).doesNotExist();
  }
}
