package rondo.tasks;

/** A label that a model gave, and how probable it is, from 0 to 1. */
public record Likely(String label, double confidence) {}
