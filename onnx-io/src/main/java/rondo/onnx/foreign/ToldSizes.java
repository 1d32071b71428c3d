package rondo.onnx.foreign;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rondo.core.graph.Node;
import rondo.onnx.operator.Size;

/** What operands tell of the sizes of results, before anything runs. */
final class ToldSizes {
  private ToldSizes() {}

  /** How long the axes of a result are where an operand tells it. */
  static Optional<List<Size>> of(Node node, List<Operand> operands) {
    if (node.op().name().equals("Range")) {
      return counted(operands);
    }
    boolean tells =
        switch (node.op().name()) {
          case "ConstantOfShape" -> true;
          case "Expand", "Reshape" -> operands.size() > 1;
          case "TopK" -> operands.size() > 1 && Recognisers.sizes(operands.get(0)).size() == 1;
          default -> false;
        };
    if (!tells || !(operands.get(operands.size() - 1) instanceof Operand.Lengths l)) {
      return Optional.empty();
    }
    List<Size> said = l.sizes();
    if (node.op().name().equals("Expand")) {
      List<Size> have = Recognisers.sizes(operands.get(0));
      List<Size> wider = new ArrayList<>(said);
      for (int i = 0; i < have.size() && have.size() <= said.size(); i++) {
        int at = said.size() - have.size() + i;
        wider.set(at, said.get(at).one() ? have.get(i) : said.get(at));
      }
      return have.size() <= said.size() ? Optional.of(wider) : Optional.empty();
    }
    boolean plain = said.stream().allMatch(s -> s.number() > 0);
    return plain ? Optional.of(said) : Optional.empty();
  }

  /** As many as a length says, from zero on. */
  private static Optional<List<Size>> counted(List<Operand> operands) {
    return number(operands.get(0), 0)
            && number(operands.get(2), 1)
            && operands.get(1) instanceof Operand.Lengths l
        ? Optional.of(l.sizes())
        : Optional.empty();
  }

  private static boolean number(Operand operand, long number) {
    return operand instanceof Operand.Fixed f
        && LengthArithmetic.known(f.value())
            .filter(k -> k.sizes().equals(List.of(Size.of(number))))
            .isPresent();
  }
}
