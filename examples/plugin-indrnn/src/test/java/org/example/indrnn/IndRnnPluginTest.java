package org.example.indrnn;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import rondo.engine.Plugins;

/** What the line under META-INF/services is for. */
class IndRnnPluginTest {
  @Test
  void rondoFindsTheCellByItsName() {
    assertInstanceOf(IndRnnType.class, Plugins.load().cells().get("indrnn"));
  }
}
