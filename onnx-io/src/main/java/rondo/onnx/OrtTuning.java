package rondo.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.util.Map;
import rondo.core.Option;
import rondo.core.Options;
import rondo.core.Settings;

/**
 * How a session of ONNX Runtime is set up, beside its device.
 *
 * @param threads within an operator; 0 for as many as the device says
 * @param arena whether memory is kept for the next run
 * @param optimise how far the graph is rewritten before it runs
 * @param fallback whether heavy nodes may be computed by the processor where a GPU was asked for
 */
record OrtTuning(int threads, boolean arena, OptLevel optimise, boolean fallback) {
  static final Options OPTIONS =
      Options.of(
          new Option(
              "threads", "0", "threads within an operator; 0 for as many as the device says"),
          new Option("arena", "true", "whether memory of a run is kept for the next"),
          new Option(
              "optimise", "all", "how far a graph is rewritten first: all, extended, basic, none"),
          new Option(
              "fallback",
              "false",
              "whether the processor may compute recurrent operators that a GPU was asked for"));

  static final OrtTuning USUAL = of(OPTIONS.fill(Map.of()));

  static OrtTuning of(Settings given) {
    Settings s = OPTIONS.fill(given.values());
    OptLevel level =
        switch (s.choice("optimise", "all", "extended", "basic", "none")) {
          case "extended" -> OptLevel.EXTENDED_OPT;
          case "basic" -> OptLevel.BASIC_OPT;
          case "none" -> OptLevel.NO_OPT;
          default -> OptLevel.ALL_OPT;
        };
    return new OrtTuning(s.number("threads", 0, 1024), s.flag("arena"), level, s.flag("fallback"));
  }

  void apply(OrtSession.SessionOptions options, int deviceThreads) throws OrtException {
    options.setIntraOpNumThreads(threads == 0 ? deviceThreads : threads);
    options.setInterOpNumThreads(1);
    options.setCPUArenaAllocator(arena);
    options.setOptimizationLevel(optimise);
  }
}
