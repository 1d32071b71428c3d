/** Measurements of the parts whose speed matters. */
package rondo.benchmarks;
