package rondo.core;

/** What it takes to build a network. */
public record NetworkSpec(String type, Demand demand, Settings options) {}
