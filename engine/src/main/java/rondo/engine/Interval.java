package rondo.engine;

/** Where a figure lies with so much confidence, both ends included. */
public record Interval(double low, double high) {}
