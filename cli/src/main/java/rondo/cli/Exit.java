package rondo.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import rondo.core.DataException;
import rondo.core.DeviceException;
import rondo.core.ModelFormatException;
import rondo.core.PluginException;
import rondo.core.ShapeException;
import rondo.engine.train.DivergedException;

/** What the process answers to the one who started it. */
enum Exit {
  DONE(0, "done"),
  MISSED(1, "a gate was missed, such as `--min 80`, or a file does not answer as its model"),
  USAGE(2, "the command line, or a key of a recipe, says something that cannot be meant"),
  DATA(
      3, "a file cannot be read or written, or its data or recipe are malformed, on the line told"),
  MODEL(4, "a model or a plugin is damaged, or does not fit this Rondo"),
  DEVICE(5, "a device cannot be had"),
  DIVERGED(6, "a training ran into numbers that are not finite"),
  FAULT(70, "a fault of Rondo itself, or too little memory"),
  INTERRUPTED(130, "interrupted, after saving");

  private final int code;
  private final String meaning;

  Exit(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  int code() {
    return code;
  }

  String meaning() {
    return meaning;
  }

  /** The answer that a failure stands for. */
  static Exit of(Throwable failure) {
    if (failure instanceof DataException
        || failure instanceof IOException
        || failure instanceof UncheckedIOException) {
      return DATA;
    }
    if (failure instanceof ModelFormatException
        || failure instanceof PluginException
        || failure instanceof ShapeException) {
      return MODEL;
    }
    if (failure instanceof DeviceException) {
      return DEVICE;
    }
    if (failure instanceof DivergedException) {
      return DIVERGED;
    }
    return failure instanceof UsageException || failure instanceof IllegalArgumentException
        ? USAGE
        : FAULT;
  }
}
