/** How long the command line takes to start, in units of a Java program that does nothing. */
package rondo.benchmarks.startup;
