package org.example.indrnn;

import java.util.Arrays;
import java.util.List;
import rondo.core.Cell;
import rondo.core.CellSpec;
import rondo.core.CellType;
import rondo.core.Flow;
import rondo.core.Init;
import rondo.core.Kernels;
import rondo.core.Matrix;
import rondo.core.Param;
import rondo.core.Pass;
import rondo.core.Ports;
import rondo.core.Sequence;
import rondo.core.State;
import rondo.core.Trace;
import rondo.core.Weights;

/**
 * The independently recurrent network of Li et al. 2018: each unit remembers itself alone.
 *
 * <pre>{@code
 * h[t] = relu(W x[t] + u * h[t-1] + b)        * element by element
 * }</pre>
 */
final class IndRnn implements Cell {
  private final CellType type;
  private final CellSpec spec;
  private final Ports ports;
  final Param W; // H x I
  final Param u; // 1 x H
  final Param b; // 1 x H

  IndRnn(CellType type, CellSpec spec, Weights weights) {
    this.type = type;
    this.spec = spec;
    int I = spec.inputSize();
    int H = spec.hiddenSize();
    float most = (float) spec.options().real("recurrent", 0, 2);
    ports = new Ports(I, H, List.of(H), true);
    W = weights.matrix("W", H, I, Init.uniform(1 / Math.sqrt(I)));
    u =
        weights.matrix(
            "u",
            1,
            H,
            (m, noise) -> { // in [0, most): below 0, a relu forgets
              for (int j = 0; j < H; j++) {
                m.data()[j] = most * noise.uniform(j);
              }
            });
    b = weights.matrix("b", 1, H, Init.ZEROS);
  }

  @Override
  public CellType type() {
    return type;
  }

  @Override
  public CellSpec spec() {
    return spec;
  }

  @Override
  public Ports ports() {
    return ports;
  }

  @Override
  public Trace forward(Flow in, Pass pass) {
    Sequence x = in.sequence();
    requireWidth(x, "indrnn");
    int T = x.time();
    int B = x.batch();
    int H = ports.out();
    State start = in.state().or(ports.state(), B, pass);
    Matrix h = pass.zeros((T + 1) * B, H); // block t is what step t starts from,
    Matrix y = h.rows(B, T * B); // block t + 1 what it puts out
    h.rows(0, B).set(start.part(0));

    Kernels k = pass.kernels();
    k.project(x.rows(), W, y); // a = W x + b, of all steps at once
    k.bias(y, b.value());
    float[] hs = h.data();
    float[] us = u.value().data();
    for (int t = 0; t < T; t++) {
      for (int e = 0; e < B; e++) {
        int before = h.at(t * B + e);
        int now = h.at((t + 1) * B + e);
        if (!x.alive(t, e)) {
          Arrays.fill(hs, now, now + H, 0);
          continue;
        }
        for (int j = 0, r = u.value().offset(); j < H; j++) {
          hs[now + j] = Math.max(0, hs[now + j] + us[r + j] * hs[before + j]); // relu(a + u h[t-1])
        }
      }
    }

    Matrix end = pass.take(B, H); // h at the length
    for (int e = 0; e < B; e++) {
      end.rows(e, 1).set(h.rows(x.lengths()[e] * B + e, 1));
    }
    Flow out = new Flow(x.with(y), State.of(end));
    return new Trace(out, gradient -> backward(x, h, gradient.like(out, pass), pass));
  }

  /** The mirror of {@link #forward}, from the last step to the first. */
  private Flow backward(Sequence x, Matrix h, Flow d, Pass pass) {
    int T = x.time();
    int B = x.batch();
    int H = ports.out();
    Matrix da = d.sequence().rows(); // holds dy; step by step it becomes da
    Matrix dh = d.state().part(0); // holds that of the end; step by step it becomes dh[t-1]
    Matrix du = pass.gradient(u);
    float[] hs = h.data();
    float[] us = u.value().data();
    float[] das = da.data();
    float[] dhs = dh.data();
    float[] dus = du.data();
    for (int t = T - 1; t >= 0; t--) {
      for (int e = 0; e < B; e++) {
        int before = h.at(t * B + e);
        int now = h.at((t + 1) * B + e);
        int a = da.at(t * B + e);
        int q = dh.at(e);
        if (!x.alive(t, e)) {
          Arrays.fill(das, a, a + H, 0); // and dh waits
          continue;
        }
        for (int j = 0, r = u.value().offset(), s = du.offset(); j < H; j++) {
          float dhj = dhs[q + j] + das[a + j]; // dh[t] += dy[t]
          float daj = hs[now + j] > 0 ? dhj : 0; // da[t] = dh[t] relu'(a[t])
          das[a + j] = daj;
          dus[s + j] += daj * hs[before + j]; // du += da[t] h[t-1]
          dhs[q + j] = daj * us[r + j]; // dh[t-1] = da[t] u
        }
      }
    }

    Kernels k = pass.kernels();
    k.sums(da, pass.gradient(b)); // db += da
    k.atb(da, x.rows(), pass.gradient(W)); // dW += daᵀ x
    Matrix dx = pass.zeros(T * B, ports.in());
    k.unproject(da, W, dx); // dx = da W
    return new Flow(x.with(dx), State.of(dh));
  }
}
