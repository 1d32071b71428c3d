package rondo.core;

/**
 * A sum, its weight, and the sum's gradient for the hidden vectors. Parts add up; the trainer
 * divides once.
 */
public record Loss(double sum, double weight, Sequence dhidden) {}
