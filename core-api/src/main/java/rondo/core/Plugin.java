package rondo.core;

import com.google.inject.AbstractModule;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;

/**
 * What a jar contributes. Extend it, contribute the types, and name the class in {@code
 * META-INF/services/rondo.core.Plugin}:
 *
 * <pre>{@code
 * public final class AcmePlugin extends Plugin {
 *   public AcmePlugin() {
 *     super(API);
 *   }
 *
 *   @Override
 *   protected void contribute() {
 *     cell(LeakyType.class);
 *   }
 * }
 * }</pre>
 *
 * <p>Types are made by Guice; whatever else they inject may be bound in {@link #contribute} as in
 * any Guice module.
 */
public abstract class Plugin extends AbstractModule {
  /** The version of this interface; a plugin that was built for another one is refused. */
  public static final int API = 1;

  private final int builtFor;

  /** Pass {@link #API}: the compiler writes its value of that day into the plugin's jar. */
  protected Plugin(int builtFor) {
    this.builtFor = builtFor;
  }

  /** The API version this plugin was built for. */
  public final int apiVersion() {
    return builtFor;
  }

  /**
   * Calls {@link #cell}, {@link #network}, {@link #task}, {@link #backend}, {@link #exporter},
   * {@link #importer}.
   */
  protected abstract void contribute();

  protected final void cell(Class<? extends CellType> type) {
    set(new TypeLiteral<CellType>() {}).addBinding().to(type);
  }

  protected final void network(Class<? extends NetworkType> type) {
    set(new TypeLiteral<NetworkType>() {}).addBinding().to(type);
  }

  protected final void task(Class<? extends TaskType<?, ?>> type) {
    set(new TypeLiteral<TaskType<?, ?>>() {}).addBinding().to(type);
  }

  protected final void backend(Class<? extends Backend> type) {
    set(new TypeLiteral<Backend>() {}).addBinding().to(type);
  }

  protected final void exporter(Class<? extends Exporter> type) {
    set(new TypeLiteral<Exporter>() {}).addBinding().to(type);
  }

  protected final void importer(Class<? extends Importer> type) {
    set(new TypeLiteral<Importer>() {}).addBinding().to(type);
  }

  @Override
  protected final void configure() {
    set(new TypeLiteral<CellType>() {});
    set(new TypeLiteral<NetworkType>() {});
    set(new TypeLiteral<TaskType<?, ?>>() {});
    set(new TypeLiteral<Backend>() {});
    set(new TypeLiteral<Exporter>() {});
    set(new TypeLiteral<Importer>() {});
    contribute();
  }

  private <T> Multibinder<T> set(TypeLiteral<T> kind) {
    return Multibinder.newSetBinder(binder(), kind);
  }
}
