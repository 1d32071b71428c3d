package rondo.seq2seq;

import rondo.core.Cell;
import rondo.core.CellSpec;
import rondo.core.CellType;
import rondo.core.Flow;
import rondo.core.Options;
import rondo.core.Pass;
import rondo.core.Ports;
import rondo.core.Trace;
import rondo.core.Weights;
import rondo.core.graph.Graph;
import rondo.core.graph.Node;
import rondo.core.graph.OpId;
import rondo.core.graph.Wires;
import rondo.lstm.LstmType;

/** A cell that knows whole sequences and nothing else: what it is unrolled by is core's affair. */
record Stranger(CellType type, Cell inner) implements Cell {
  /** Makes it of an LSTM. */
  static final class Type implements CellType {
    private final CellType lstm = new LstmType();

    @Override
    public String name() {
      return "stranger";
    }

    @Override
    public Options options() {
      return lstm.options();
    }

    @Override
    public Cell create(CellSpec spec, Weights weights) {
      return new Stranger(this, lstm.create(spec, weights));
    }

    @Override
    public OpId operator() {
      return lstm.operator();
    }

    @Override
    public Wires node(Cell cell, Graph graph, Wires in) {
      return lstm.node(((Stranger) cell).inner, graph, in);
    }

    @Override
    public Found read(Node node, Graph graph, Weights weights) {
      return lstm.read(node, graph, weights);
    }
  }

  @Override
  public CellSpec spec() {
    return inner.spec();
  }

  @Override
  public Ports ports() {
    return inner.ports();
  }

  @Override
  public Trace forward(Flow in, Pass pass) {
    return inner.forward(in, pass);
  }

  @Override
  public Flow predict(Flow in, Pass pass) {
    return inner.predict(in, pass);
  }
}
