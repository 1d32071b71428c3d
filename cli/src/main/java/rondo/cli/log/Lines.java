package rondo.cli.log;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/**
 * A logger whose messages are lines that begin with {@code rondo:}, in UTF-8 whatever the locale
 * says. How much Rondo's own tell, the system property {@code rondo.log} says when they are made;
 * it can be any of SLF4J's levels.
 */
final class Lines extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1L;

  private static final PrintStream ERR =
      new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);

  private final Level least;

  Lines(String name) {
    this.name = name;
    boolean ours = name.startsWith("rondo.");
    this.least = ours ? Level.valueOf(System.getProperty("rondo.log", "WARN")) : Level.WARN;
  }

  private boolean tells(Level level) {
    return level.toInt() >= least.toInt();
  }

  @Override
  public boolean isTraceEnabled() {
    return tells(Level.TRACE);
  }

  @Override
  public boolean isDebugEnabled() {
    return tells(Level.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return tells(Level.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return tells(Level.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return tells(Level.ERROR);
  }

  @Override
  protected String getFullyQualifiedCallerName() {
    return Lines.class.getName();
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level, Marker marker, String message, Object[] arguments, Throwable failure) {
    ERR.println("rondo: " + MessageFormatter.basicArrayFormat(message, arguments));
  }
}
