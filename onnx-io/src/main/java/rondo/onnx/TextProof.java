package rondo.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import rondo.core.Cursor;
import rondo.core.Demand;
import rondo.core.Inputs;
import rondo.core.Model;
import rondo.core.Noise;
import rondo.core.Runner;
import rondo.core.Sequence;
import rondo.core.graph.Tensor;
import rondo.engine.graph.GraphInputs;
import rondo.engine.graph.GraphOutputs;
import rondo.engine.graph.GraphText;

/**
 * That a file which takes raw text answers as the model it was written from: the same tokens,
 * scores as close as {@link Agreement} wants them, and what follows from the scores.
 */
final class TextProof<I, O> implements AnswerProof {
  private static final long SEED = 19;
  private static final int MADE_UP = 60;
  private static final int BATCH = 8;
  private static final int LONGEST = 500; // tokens of a real text

  /** What is hard about text. */
  private static final List<String> HARD =
      List.of(
          "Ada",
          " ",
          "\t",
          "  two  spaces\tand a\u00A0tab ",
          "Straße ÜBER naïve façade Ærø Łódź İstanbul ıssız",
          "e\u0301tude nai\u0308ve A\u030A \u0301alone n\u0303",
          "Москва и Київ — 24 февраля, ΑΘΗΝΑ και Αθήνα",
          "שלום עולם, 2024! مرحبا بالعالم ١٢٣",
          "नमस्ते दुनिया สวัสดีชาวโลก 日本語のテキスト 한국어 e\u200Dx",
          "1,200.50 €5 3½ ² x2 2nd B12 U.S. -- ... (c) don't l'eau",
          "iPhone McDonald's X x O'Brien ALLCAPS AbC a-b https://example.org/?q=1 @me #tag",
          "\u200Bzero\u00ADwidth \uFEFF \uFFFD",
          "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen und Hottentottenpotentatentante",
          "\uA7C0 \uA7D1\uA7D1 \u2C2F\u2C5F \u0897 ＡＢＣ ａｂｃ １２",
          "word ".repeat(70).strip());

  private final Model<I, O> model;
  private final GraphText task;
  private final Demand demand;
  private final List<String> texts = new ArrayList<>();
  private final int real;

  /** Texts that are hard, made-up ones, and real ones. */
  TextProof(Model<I, O> model, List<I> real) {
    if (!(model.task() instanceof GraphText text)) {
      throw new IllegalArgumentException(
          "a '%s' model has no graph that takes text; export it with --input ids"
              .formatted(model.task().spec().type()));
    }
    this.model = model;
    this.real = real.size();
    task = text;
    demand = model.task().spec().demand();
    texts.addAll(HARD);
    Noise noise = Noise.of(SEED);
    for (int i = 0; i < MADE_UP; i++) {
      texts.add(madeUp(task.words(), noise.at(i)));
    }
    real.forEach(each -> texts.add(text(each)));
    texts.replaceAll(each -> OrtTensors.plain(each).replaceAll("\\R", " "));
    texts.removeIf(String::isEmpty);
  }

  /** The tokens of an input, with spaces between. */
  private static String text(Object input) {
    List<String> words = new ArrayList<>();
    if (input instanceof List<?> tokens) {
      tokens.stream().limit(LONGEST).forEach(each -> words.add(each.toString()));
    }
    return String.join(" ", words);
  }

  /** Known words and unknown ones, in any case. */
  private static String madeUp(List<String> words, Noise noise) {
    StringBuilder text = new StringBuilder();
    int n = 1 + below(noise, 0, 24);
    for (int i = 1; i <= n; i++) {
      String word = words.get(below(noise.at("word"), i, words.size()));
      switch (below(noise.at("case"), i, 6)) {
        case 0 -> text.append(word.toUpperCase(Locale.ROOT));
        case 1 -> text.append(word.toLowerCase(Locale.ROOT));
        case 2 -> text.append(word).append("x");
        default -> text.append(word);
      }
      text.append(below(noise.at("space"), i, 5) == 0 ? "" : " ");
    }
    return text.toString();
  }

  private static int below(Noise noise, long index, int size) {
    return Math.floorMod(noise.bits(index) >>> 1, size);
  }

  @Override
  public String says() {
    return String.format(
        Locale.ROOT,
        "equal tokens, %s, and what follows from them equal; %d texts, hard, made up (seed %d) and %d"
            + " of them real, one by one and %d at a time; ONNX Runtime",
        Agreement.demanded(),
        texts.size(),
        SEED,
        real,
        BATCH);
  }

  @Override
  public Agreement check(byte[] bytes, OnnxRuntime runtime) {
    Agreement agreement = new Agreement();
    try (OnnxSession file = runtime.open(bytes);
        Runner here = Proof.here(model)) {
      for (int size : new int[] {1, BATCH}) {
        for (int from = 0; from < texts.size(); from += size) {
          List<String> batch = texts.subList(from, Math.min(texts.size(), from + size));
          try {
            check(batch, file, here, agreement);
          } catch (Mismatch e) {
            throw e.at("the texts are " + batch);
          }
        }
      }
    }
    return agreement;
  }

  private void check(List<String> batch, OnnxSession file, Runner here, Agreement agreement) {
    Tensor in = new Tensor.Strings(List.of(batch.size()), batch.toArray(String[]::new));
    SortedMap<String, Tensor> outputs = Proof.run(() -> file.run(Map.of(GraphInputs.TEXT, in)));
    List<List<String>> wanted = batch.stream().map(task::tokens).toList();
    tokens(batch, wanted, Proof.output(outputs, GraphOutputs.TOKENS));
    if (wanted.stream().allMatch(List::isEmpty)) {
      return; // here, nothing is run that has no step at all
    }
    Inputs tokens = task.inputs(wanted);
    try (Cursor cursor = here.start(Inputs.NONE)) {
      Sequence ours = cursor.score(tokens).values();
      Tensor scores = Proof.output(outputs, GraphOutputs.SCORES);
      Sequence theirs = OrtRunner.scores(tokens, scores, demand).values();
      agreement.scores(ours, theirs);
      SortedMap<String, Tensor> due = task.answers(ours);
      task.answers(theirs)
          .forEach(
              (name, tensor) -> {
                Tensor found = byTime(Proof.output(outputs, name), theirs);
                agreement.output(name, theirs, tensor, found);
                if (name.equals(GraphOutputs.ANSWER)) {
                  agreement.decisions(theirs, Proof.output(due, name), found);
                }
              });
    }
  }

  private static void tokens(List<String> batch, List<List<String>> wanted, Tensor found) {
    int T = wanted.stream().mapToInt(List::size).max().orElse(0);
    List<String> padded = new ArrayList<>(Collections.nCopies(batch.size() * Math.max(1, T), ""));
    for (int b = 0; b < batch.size(); b++) {
      for (int t = 0; t < wanted.get(b).size(); t++) {
        padded.set(b * T + t, wanted.get(b).get(t));
      }
    }
    List<String> got =
        found instanceof Tensor.Strings strings ? List.of(strings.data()) : List.of();
    if (!got.equals(padded)) {
      throw new Mismatch(
          "output 'tokens' is %s %s in the file and %s in the model"
              .formatted(found.dims(), got, padded));
    }
  }

  /** Strings [B,T] as [T,B]; those past a length must be empty. Others as they are. */
  private static Tensor byTime(Tensor said, Sequence scores) {
    int T = scores.time();
    int B = scores.batch();
    if (!(said instanceof Tensor.Strings strings) || !said.dims().equals(List.of(B, T))) {
      return said;
    }
    String[] turned = new String[T * B];
    for (int i = 0; i < turned.length; i++) {
      int t = i % T;
      int b = i / T;
      turned[t * B + b] = strings.data()[i];
      if (t >= scores.lengths()[b] && !strings.data()[i].isEmpty()) {
        throw new Mismatch(
            "there is a '%s' past the end of text %d, at step %d"
                .formatted(strings.data()[i], b, t));
      }
    }
    return new Tensor.Strings(List.of(T, B), turned);
  }
}
