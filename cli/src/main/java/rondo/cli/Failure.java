package rondo.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** A failure in one sentence. Most bring their own; these do not. */
final class Failure {
  private Failure() {}

  static String sentence(Throwable failure) {
    if (failure instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
      boolean own = !String.valueOf(unchecked.getCause()).equals(unchecked.getMessage());
      return own ? oneLine(unchecked) : sentence(unchecked.getCause());
    }
    if (failure instanceof NoSuchFileException file) {
      return "there is no file '" + file.getFile() + "'";
    }
    if (failure instanceof AccessDeniedException file) {
      return "there is no permission to use '" + file.getFile() + "'";
    }
    if (failure instanceof FileSystemException file) {
      String reason = Optional.ofNullable(file.getReason()).orElse("it is not what it should be");
      return "'" + file.getFile() + "' cannot be used: " + reason;
    }
    if (failure instanceof OutOfMemoryError) {
      return "the memory is used up ("
          + failure.getMessage()
          + "); give more with RONDO_JAVA_OPTS=-Xmx8g, or use smaller batches";
    }
    boolean told = !(failure instanceof IOException) && Exit.of(failure) != Exit.FAULT;
    return told ? oneLine(failure) : failure.getClass().getSimpleName() + ": " + oneLine(failure);
  }

  private static String oneLine(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return message.strip().replaceAll("\\s*\\R\\s*", "; ");
  }
}
