package rondo.tasks;

import rondo.tasks.text.Span;

/** A span that a model found, and how probable it is, from 0 to 1. */
public record Found(Span span, double confidence) {}
