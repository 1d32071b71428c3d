package rondo.engine;

import java.lang.reflect.Proxy;
import java.util.SortedMap;
import java.util.TreeMap;
import rondo.core.CellType;
import rondo.core.Demand;
import rondo.core.Network;
import rondo.core.NetworkSpec;
import rondo.core.NetworkType;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Plugin;
import rondo.core.Registry;
import rondo.core.Settings;
import rondo.core.Weights;
import rondo.engine.network.RecurrentNetworkType;

/**
 * The network {@code scroll}: one that only files know, as networks read from elsewhere are. What
 * it is stands in an option, as a text that nobody would write.
 */
public final class ScrollPlugin extends Plugin {
  static final String TEXT = "text";

  public ScrollPlugin() {
    super(API);
  }

  @Override
  protected void contribute() {
    network(Scroll.class);
  }

  /** Makes a recurrent network of what is said beside the text. */
  public static final class Scroll implements NetworkType {
    @Override
    public String name() {
      return "scroll";
    }

    @Override
    public boolean offers(Demand demand) {
      return false;
    }

    @Override
    public Options options() {
      return Options.of(new Option(TEXT, "", "all there is to it"));
    }

    @Override
    public Network create(NetworkSpec spec, Registry<CellType> cells, Weights weights) {
      SortedMap<String, String> rest = new TreeMap<>(spec.options().values());
      rest.remove(TEXT);
      NetworkSpec inner = new NetworkSpec("recurrent", spec.demand(), Settings.of(rest));
      Network network = new RecurrentNetworkType().create(inner, cells, weights);
      return (Network)
          Proxy.newProxyInstance(
              Scroll.class.getClassLoader(),
              new Class<?>[] {Network.class},
              (self, method, given) ->
                  method.getName().equals("spec") ? spec : method.invoke(network, given));
    }
  }
}
