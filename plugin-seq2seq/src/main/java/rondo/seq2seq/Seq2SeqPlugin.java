package rondo.seq2seq;

import rondo.core.Plugin;

/** Contributes the network {@code seq2seq}. */
public final class Seq2SeqPlugin extends Plugin {
  public Seq2SeqPlugin() {
    super(API);
  }

  @Override
  protected void contribute() {
    network(Seq2SeqType.class);
  }
}
