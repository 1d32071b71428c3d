package rondo.testkit;

import static rondo.testkit.Candidate.wrong;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import rondo.core.Cell;
import rondo.core.CellSpec;
import rondo.core.CellType;
import rondo.core.Flow;
import rondo.core.Matrix;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Param;
import rondo.core.Pass;
import rondo.core.Ports;
import rondo.core.Settings;
import rondo.core.State;
import rondo.core.Weights;
import rondo.core.graph.Graph;
import rondo.core.graph.RecurrentOperator;
import rondo.core.graph.Value;
import rondo.core.graph.Wires;

/** Leaky integrators that are made, described or written wrongly, and authors who are mistaken. */
final class WrongMaking {
  private WrongMaking() {}

  static List<Candidate> all() {
    List<Candidate> all = new ArrayList<>(graphs());
    all.addAll(descriptions());
    all.addAll(refusals());
    all.addAll(options());
    LeakyType right = new LeakyType(Leaky::new);
    all.add(
        new Candidate(
            "it is said not to stream, but does", right, false, true, "cellIsWhatItsSpecSays"));
    all.add(
        new Candidate(
            "it is said not to run on ONNX Runtime, but does",
            right,
            true,
            false,
            "onnxRuntimeAnswersAsNative"));
    return all;
  }

  private static List<Candidate> graphs() {
    return List.of(
        wrong(
            "whatIsWrittenIsReadBack",
            "b is not read back",
            new LeakyType(Leaky::new) {
              @Override
              Map<String, Matrix> values(Map<String, Matrix> stored, int H) {
                Map<String, Matrix> values = new TreeMap<>(super.values(stored, H));
                values.remove("b");
                return values;
              }
            }),
        wrong(
            "whatIsWrittenIsReadBack",
            "the node does not read the lengths",
            new LeakyType(Leaky::new) {
              @Override
              public Wires node(Cell cell, Graph graph, Wires in) {
                Wires without = new Wires(in.sequence(), Value.NONE, List.of());
                return super.node(cell, graph, without);
              }
            }),
        wrong(
            "onnxRuntimeAnswersAsNative",
            "the graph says something else than the cell computes",
            new LeakyType(Leaky::new) {
              @Override
              RecurrentOperator.Parts parts(Leaky cell) {
                RecurrentOperator.Parts right = super.parts(cell);
                Matrix b = right.b().value();
                Matrix twice = b.copy().reshaped(2, cell.H);
                twice.rows(1, 1).set(twice.rows(0, 1)); // of which only the first is read back
                return new RecurrentOperator.Parts(
                    right.W(),
                    right.R(),
                    new Param(right.b().path(), twice.reshaped(1, b.cols())),
                    right.P(),
                    right.activations(),
                    right.clip(),
                    right.flags());
              }
            }),
        wrong(
            "onnxRuntimeStreamsAsNative",
            "the graph does not start from the state",
            new LeakyType(Leaky::new) {
              @Override
              public Wires node(Cell cell, Graph graph, Wires in) {
                return super.node(cell, graph, Wires.of(in.sequence(), in.lengths()));
              }
            }));
  }

  private static Candidate ports(String what, Ports ports) {
    return wrong(
        "cellIsWhatItsSpecSays",
        what,
        (type, spec, weights) ->
            new Leaky(type, spec, weights) {
              @Override
              public Ports ports() {
                return I == 3 && H == 5 ? ports : super.ports(); // the cell that is looked at
              }
            });
  }

  private static List<Candidate> descriptions() {
    return List.of(
        ports("its ports read another width", new Ports(4, 5, List.of(5), true)),
        ports("its ports have another state", new Ports(3, 5, List.of(6), true)),
        ports("its ports have no state", new Ports(3, 5, List.of(), true)),
        ports("its ports do not stream", new Ports(3, 5, List.of(5), false)),
        wrong(
            "cellIsWhatItsSpecSays",
            "it gives other widths than its ports say",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  public Ports ports() {
                    return new Ports(I, H + 1, List.of(H + 1), true);
                  }

                  @Override
                  Matrix start(State state, int batch, Pass pass) {
                    return pass.zeros(batch, H);
                  }
                }),
        wrong(
            "cellIsWhatItsSpecSays",
            "it says to be of another type",
            (type, spec, weights) -> new Leaky(new LeakyType(Leaky::new), spec, weights)),
        wrong(
            "cellIsWhatItsSpecSays",
            "it was made from another spec than it says",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  public CellSpec spec() {
                    return new CellSpec("leaky", I, H, Settings.NONE);
                  }
                }),
        wrong(
            "sameSeedMakesSameWeights",
            "each cell starts with another b",
            new LeakyType(
                new LeakyType.Maker() {
                  private final AtomicInteger made = new AtomicInteger();

                  @Override
                  public Leaky make(CellType type, CellSpec spec, Weights weights) {
                    Leaky cell = new Leaky(type, spec, weights);
                    cell.b.value().fill(made.getAndIncrement());
                    return cell;
                  }
                })),
        wrong(
            "sameSeedMakesSameWeights",
            "W does not depend on the seed",
            (type, spec, weights) -> {
              Leaky cell = new Leaky(type, spec, weights);
              cell.W.value().fill(0.1f);
              return cell;
            }));
  }

  private static List<Candidate> refusals() {
    return List.of(
        wrong(
            "wrongShapeIsRefusedNamingBothShapes",
            "what is too wide is cut",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  void check(Flow in) {}

                  @Override
                  void step(int t, Matrix x, Matrix before, Matrix after, Pass pass) {
                    super.step(t, new Matrix(1, I, x.data(), x.offset()), before, after, pass);
                  }
                }),
        wrong(
            "wrongShapeIsRefusedNamingBothShapes",
            "it does not look at the start's shape",
            (type, spec, weights) ->
                new Leaky(type, spec, weights) {
                  @Override
                  Matrix start(State state, int batch, Pass pass) {
                    return state.none() ? pass.zeros(batch, H) : state.part(0);
                  }
                }));
  }

  private static LeakyType with(Option option) {
    return new LeakyType(Leaky::new) {
      @Override
      public Options options() {
        return super.options().and(option);
      }
    };
  }

  private static List<Candidate> options() {
    return List.of(
        wrong(
            "unknownOptionIsRefused",
            "an option that it does not know is passed over",
            new LeakyType(Leaky::new) {
              @Override
              public Cell create(CellSpec spec, Weights weights) {
                return new Leaky(this, spec, weights);
              }
            }),
        wrong(
            "everyOptionIsExplainedAndChecked",
            "an option has no meaning",
            new LeakyType(Leaky::new) {
              @Override
              public Options options() {
                return Options.of(new Option("keep", "0.9", " "));
              }
            }),
        wrong(
            "everyOptionIsExplainedAndChecked",
            "an option is never read",
            with(new Option("shade", "blue", "the colour of the cell"))));
  }
}
