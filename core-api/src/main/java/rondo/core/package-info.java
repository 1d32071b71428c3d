/** What flows, what can be plugged in, and the primitives that a cell computes with. */
package rondo.core;
